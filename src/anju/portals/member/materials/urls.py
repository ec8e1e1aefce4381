"""The pages of the wallet."""

from django.urls import path

from anju.portals.member.materials import files, wallet

_ONE = "materials/<str:number>"
urlpatterns = [
    path("materials", wallet.materials, name="materials"),
    path("materials/export", wallet.materials_export, name="materials_export"),
    path("materials/new", wallet.material_new, name="material_new"),
    path(_ONE, files.material, name="material"),
    path(f"{_ONE}/fields", wallet.material_fields, name="material_fields"),
    path(f"{_ONE}/files", files.material_files, name="material_files"),
    path(f"{_ONE}/files/<int:file>", files.material_file, name="material_file"),
    path(f"{_ONE}/files/<int:file>/removal", files.material_removal, name="material_removal"),
    path(
        f"{_ONE}/files/<int:file>/pages/<int:leaf>", files.material_page, name="material_page"
    ),
    path(f"{_ONE}/ending", files.material_ending, name="material_ending"),
]
