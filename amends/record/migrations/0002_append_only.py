from django.db import migrations

from amends.record.triggers import lay, lift


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [
        migrations.RunPython(lambda apps, editor: lay(editor), lambda apps, editor: lift(editor)),
    ]
