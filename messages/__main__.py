"""Bring the catalogues up to date, and say what is new, what is gone, and what customers could not yet read."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("AMENDS_HOME", tempfile.mkdtemp(prefix="amends-messages-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.settings")


def main() -> None:
    import django

    django.setup()
    from messages import catalogue

    found = catalogue.everything()
    shown = {one.key for one in found if one.shown}
    catalogue.TEMPLATE.write_bytes(catalogue.as_text(catalogue.template(found)))
    for language in catalogue.languages():
        before = {(one.id, one.context) for one in catalogue.read(language) if one.id}
        now = catalogue.updated(language, found)
        catalogue.file_of(language).write_bytes(catalogue.as_text(now))
        catalogue.file_of(language, "mo").write_bytes(catalogue.compiled(now))
        there = {(one.id, one.context) for one in now if one.id}
        lacking = [one for one in now if one.id and not all(catalogue.forms(one))]
        print(f"{language}: {len(there)} texts, {len(there - before)} new, {len(before - there)} gone,", end=" ")
        print(f"{len(lacking)} without a translation")
        for one in lacking:
            if catalogue.key(one) in shown:
                print(f"  customers see: {one.id}")


if __name__ == "__main__":
    main()
