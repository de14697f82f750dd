"""The register of the five documents, which the tests of this folder ask for as data."""

from tests.fixtures.conftest import fixtures, register

__all__ = ["fixtures", "register"]
