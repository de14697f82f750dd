"""The resource as the documentation of django-import-export writes one for links."""

from typing import Any

from import_export import fields, resources
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from bench.stock.models import Area, Partner, Programme


class ProgrammeResource(resources.ModelResource):
    lead_authority = fields.Field("lead_authority", "lead_authority", ForeignKeyWidget(Partner, "reference"))
    channels = fields.Field("channels", "channels", ManyToManyWidget(Partner, separator="; ", field="reference"))
    areas = fields.Field("areas", "areas", ManyToManyWidget(Area, separator="; ", field="reference"))

    class Meta:
        model = Programme
        import_id_fields: Any = ("reference",)
        exclude = ("id",)
        skip_unchanged = True
        clean_model_instances = True
