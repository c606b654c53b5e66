"""The rules of the house, held by a test; docs/architecture.md says why they are there."""

import ast
import csv
import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import get_page_models

from tests import services

ROOT = Path(settings.ROOT)
APPS = ["core", "people", "threads", "arena", "market", "cases", "events", "search", "home"]
MODULE_LINES, FUNCTION_LINES, CLASS_METHODS = 300, 40, 12
TEMPLATE_LINES, TEST_LINES = 100, 400
NOT_OURS = ("/admin/", "/konto/", "/dokumenter/", "/_util/", "/^((")  # of Wagtail and allauth


def python_files(*folders):
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [path for path in files if "migrations" not in path.parts]


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", python_files(*APPS, "settings", "tests"), ids=name_of)
def test_modules_functions_and_classes_are_small(path):
    source = path.read_text()
    assert len(source.splitlines()) <= (TEST_LINES if path.is_relative_to(ROOT / "tests") else MODULE_LINES)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < FUNCTION_LINES, node.name
        if isinstance(node, ast.ClassDef):
            methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            assert len(methods) <= CLASS_METHODS, node.name


@pytest.mark.parametrize("path", python_files(*APPS, "settings"), ids=name_of)
def test_every_signature_has_its_types(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [one.arg for one in given if one.annotation is None and one.arg not in ("self", "cls")]
            assert not bare, f"{node.name}: {bare}"
            assert node.returns is not None or node.name == "__init__", node.name


@pytest.mark.parametrize("path", sorted((ROOT / "site" / "templates").rglob("*.html")), ids=name_of)
def test_templates_are_small_and_parse(path):
    assert len(path.read_text().splitlines()) <= TEMPLATE_LINES
    get_template(str(path.relative_to(ROOT / "site" / "templates")))


def test_every_template_that_another_names_is_there():
    named = re.compile(r'{% (?:include|extends|component) "([^"]+)"|(?:item_template|template)="([^"]+)"')
    for path in (ROOT / "site" / "templates").rglob("*.html"):
        for names in named.findall(path.read_text()):
            get_template("".join(names))


def test_no_python_under_site():
    """`site` is a module of the standard library: ours would replace it."""
    assert not list((ROOT / "site").rglob("*.py"))


def test_the_names_of_the_root_are_free():
    ours = [path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()]
    installed = set(importlib.metadata.packages_distributions())
    assert not [name for name in ours if name in sys.stdlib_module_names or name in installed]


def test_every_exception_to_a_rule_has_its_reason():
    marks = ("# noqa", "# type: ignore", "# pragma")
    for path in python_files(*APPS, "settings", "tests"):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            for mark in marks:
                if mark in line and path.name != "test_house.py":
                    reason = line.split(mark, 1)[1]
                    assert " - " in reason or " # " in reason, f"{name_of(path)}:{number}"


@pytest.mark.parametrize("model", [one for one in get_page_models() if one.__module__.split(".")[0] in APPS])
def test_every_page_type_has_a_template(model):
    get_template(model.template)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def own_addresses():
    """Return every address of ours, with the routes of routable pages, as they stand in tests/addresses.csv."""
    found = set()

    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                found.add(f"/{route}")

    walk(get_resolver().url_patterns, "")
    for model in get_page_models():
        if model.__module__.split(".")[0] in APPS:
            found.add(model._meta.label)
            if issubclass(model, RoutablePageMixin):
                found.update(f"{model._meta.label} {route.pattern}".strip() for route in model.get_subpage_urls())
    ours = {one for one in found if not one.startswith(NOT_OURS)}
    return ours | {
        one for one in found if one.startswith(("/konto/admin-inngang/", "/konto/organisasjon/", "/konto/sprak/"))
    }


def test_every_address_stands_in_the_list_with_who_may_use_it():
    with (ROOT / "tests" / "addresses.csv").open() as file:
        rows = {row["address"]: row["access"] for row in csv.DictReader(file)}
    with (ROOT / "tests" / "permissions.csv").open() as file:
        known = {row["row"] for row in csv.DictReader(file)} | {"open"}

    assert own_addresses() == set(rows)
    assert not {part for access in rows.values() for part in access.split()} - known


def catalogue(language):
    return polib.pofile(str(ROOT / "site" / "locale" / language / "LC_MESSAGES" / "django.po"))


def test_every_string_is_in_the_catalogue(tmp_path, settings):
    if shutil.which("xgettext") is None:
        services.missing("gettext")
    known = {entry.msgid for entry in catalogue("nb")}
    shutil.copytree(ROOT / "site" / "locale", tmp_path / "locale")
    # makemessages writes to the nearest locale folder it finds: to the real one, if it is not ignored.
    ignored = [argument for one in ("node_modules", "var", ".venv", "tests", "locale") for argument in ("-i", one)]
    code = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.LOCALE_PATHS = [r'{tmp_path / 'locale'}'];"
        "from django.core.management import call_command;"
        f"call_command('makemessages', '-l', 'nb', '--no-obsolete', *{ignored}, verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)

    used = polib.pofile(str(tmp_path / "locale" / "nb" / "LC_MESSAGES" / "django.po"))
    assert not {entry.msgid for entry in used if not entry.obsolete} - known
