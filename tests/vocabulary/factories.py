import factory

from cooperation.vocabulary.models import Area, Category, Place, Unit
from tests.records.factories import ModelFactory


class AreaFactory(ModelFactory[Area]):
    class Meta:
        model = Area

    reference = factory.Sequence("area-{}".format)
    title_en = factory.Sequence("Area {}".format)
    title_da = factory.Sequence("Område {}".format)


class CategoryFactory(ModelFactory[Category]):
    class Meta:
        model = Category

    reference = factory.Sequence("category-{}".format)
    title_en = factory.Sequence("Category {}".format)
    title_da = factory.Sequence("Kategori {}".format)


class UnitFactory(ModelFactory[Unit]):
    class Meta:
        model = Unit

    reference = factory.Sequence("unit-{}".format)
    title_en = factory.Sequence("thing {}".format)
    title_da = factory.Sequence("ting {}".format)
    plural_en = factory.Sequence("things {}".format)
    plural_da = factory.Sequence("tingene {}".format)


class PlaceFactory(ModelFactory[Place]):
    class Meta:
        model = Place

    reference = factory.Sequence("place-{}".format)
    title_en = factory.Sequence("Place {}".format)
    title_da = factory.Sequence("Sted {}".format)
