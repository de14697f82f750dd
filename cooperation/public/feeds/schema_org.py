"""What a kind of record is in schema.org, and which of its fields say what there: declared by its page's view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpRequest

from cooperation.public.columns import Column, column
from cooperation.public.feeds.literals import Json, ends, linked, texts, values
from cooperation.records.models import Record

SCHEMA = "https://schema.org/"


class Saying(Protocol):
    def ways(self) -> Sequence[str]:
        """The fields it reads, as `column` names them."""

    def of(self, record: Record, request: HttpRequest) -> Json:
        """The properties it gives the record; several values of one property are a list."""


@dataclass(frozen=True)
class Property:
    """What a field holds, under a name of schema.org."""

    name: str
    way: str

    def ways(self) -> Sequence[str]:
        return [self.way]

    def of(self, record: Record, request: HttpRequest) -> Json:
        return {self.name: values(request, self.column(record), record)}

    def column(self, record: Record) -> Column:
        return column(type(record), self.way)


@dataclass(frozen=True)
class Chosen(Property):
    """A value of a closed list that schema.org has one for; what it has none for is left out."""

    terms: Mapping[str, str]

    def of(self, record: Record, request: HttpRequest) -> Json:
        term = self.terms.get(getattr(record, self.way))
        return {self.name: [{"@id": f"{SCHEMA}{term}"}] if term else []}


@dataclass(frozen=True)
class Period:
    """A date with two ends, under two names."""

    start: str
    end: str
    way: str

    def ways(self) -> Sequence[str]:
        return [self.way]

    def of(self, record: Record, request: HttpRequest) -> Json:
        first, last = ends(getattr(record, self.way))
        return {self.start: [first] if first else [], self.end: [last] if last else []}


@dataclass(frozen=True)
class Placed(Property):
    """A place, in its country."""

    def ways(self) -> Sequence[str]:
        return [self.way, f"{self.way}.country"]

    def of(self, record: Record, request: HttpRequest) -> Json:
        places = self.column(record).values(record)
        countries = values(request, column(type(record), f"{self.way}.country"), record)
        within = {"containedInPlace": countries} if countries else {}
        return {self.name: [{"@type": "Place", "name": texts(place, "title")} | within for place in places]}


@dataclass(frozen=True)
class Code(Property):
    """An identifier of a scheme that has a name."""

    scheme: str

    def of(self, record: Record, request: HttpRequest) -> Json:
        code = getattr(record, self.way)
        named = {"@type": "PropertyValue", "propertyID": self.scheme, "value": code}
        return {self.name: [named] if code else []}


@dataclass(frozen=True)
class ByKind:
    """Child rows that link to a record, each under the name that its own kind has in schema.org."""

    rows: str
    target: str
    names: Mapping[str, str]
    kind: str = "kind"

    def ways(self) -> Sequence[str]:
        return [f"{self.rows}.{self.target}"]

    def of(self, record: Record, request: HttpRequest) -> Json:
        found: dict[str, list[Any]] = {}
        for row in getattr(record, self.rows).all():
            if name := self.names.get(getattr(row, self.kind)):
                found.setdefault(name, []).append(linked(getattr(row, self.target), request))
        return found


@dataclass(frozen=True)
class Thing:
    """`types` tells the type by the record's own `kind`, where `type` is not that of all."""

    type: str
    says: Sequence[Saying] = ()
    types: Mapping[str, str] = field(default_factory=dict)

    def type_of(self, record: Record) -> str:
        return self.types.get(getattr(record, "kind", ""), self.type)

    def ways(self) -> list[str]:
        return [way for saying in self.says for way in saying.ways()]
