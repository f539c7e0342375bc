"""Where papers stand in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import Role

nav_items.add(
    NavItem("documents.list", "documents", "Văn bản", "documents:list", order=10),
    NavItem("documents.postings", "documents", "Niêm yết", "documents:postings", order=15),
    NavItem("documents.outgoing", "documents", "Sổ đăng ký văn bản đi", "documents:outgoing", order=20),
    NavItem("documents.books", "documents", "Sổ cấp số", "documents:books", order=25),
    NavItem(
        "documents.templates", "admin", "Mẫu văn bản", "documents:templates", order=60,
        roles=(Role.ADMIN, Role.REVIEWER, Role.DIRECTOR),
    ),
)  # fmt: skip
