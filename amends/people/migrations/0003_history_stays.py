from django.db import migrations

from amends.people.triggers import lay, lift


class Migration(migrations.Migration):
    dependencies = [("people", "0002_authority")]

    operations = [
        migrations.RunPython(lambda apps, editor: lay(editor), lambda apps, editor: lift(editor)),
    ]
