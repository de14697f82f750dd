"""A programme as the register has it, in plain Django."""

from django.db import models
from simple_history.models import HistoricalRecords


class Partner(models.Model):
    reference = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=250)

    def __str__(self) -> str:
        return self.title


class Area(models.Model):
    reference = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.title


class Programme(models.Model):
    KINDS = [(kind, kind) for kind in ("bilateral", "regional", "project")]
    STATUSES = [(status, status) for status in ("planned", "under way", "completed")]

    reference = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=250)
    title_da = models.CharField(max_length=250, blank=True)
    kind = models.CharField(max_length=15, choices=KINDS, db_index=True)
    status = models.CharField(max_length=9, choices=STATUSES, db_index=True)
    begins = models.DateField(null=True, db_index=True)
    ends = models.DateField(null=True, db_index=True)
    lead_authority = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="led")
    channels = models.ManyToManyField(Partner, related_name="channelled")
    areas = models.ManyToManyField(Area)
    oda_share = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    summary_en = models.TextField(blank=True)
    state = models.CharField(max_length=10, db_index=True)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.title_en
