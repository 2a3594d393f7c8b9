from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "amends.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse a database that may forget what it has acknowledged."""
        from django.db.backends.signals import connection_created

        from amends.record.durability import refuse_forgetful

        connection_created.connect(refuse_forgetful, dispatch_uid="amends.record.durability")
