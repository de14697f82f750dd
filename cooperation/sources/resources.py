from cooperation.exchange.resources import RecordResource
from cooperation.records.synonyms import Also
from cooperation.sources.models import Source


class SourceResource(RecordResource):
    sheet = "sources"
    synonyms = {
        "publisher": Also("Published by", "Udgivet af"),
        "published": Also("Date published, Publication date", "Udgivet, Udgivelsesdato"),
        "link": Also("URL, Address, Web address", "Adresse, Webadresse"),
        "author": Also("Written by", "Skrevet af"),
    }

    class Meta:
        model = Source
