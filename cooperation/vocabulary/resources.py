from cooperation.exchange.resources import RecordResource
from cooperation.vocabulary.models import Area, Category, Place, Unit


class AreaResource(RecordResource):
    sheet = "areas"

    class Meta:
        model = Area


class CategoryResource(RecordResource):
    sheet = "categories"

    class Meta:
        model = Category


class UnitResource(RecordResource):
    sheet = "units"

    class Meta:
        model = Unit


class PlaceResource(RecordResource):
    sheet = "places"

    class Meta:
        model = Place
