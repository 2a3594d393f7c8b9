from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_every_change_of_a_model_has_its_migration() -> None:
    loader = MigrationLoader(connection=None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    missing = detector.changes(graph=loader.graph)
    assert {
        app: [str(operation) for step in steps for operation in step.operations] for app, steps in missing.items()
    } == {}
