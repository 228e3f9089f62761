"""Rooms are entered by their front door: import server.stock, never server.stock.records."""

import grimp

OPEN_PLAN = {"vocabulary", "foundation", "flows", "settings"}
"""The ground floor has no doors: everybody stands on it."""
ENTRANCE_HALL = {"app"}
"""Composes the rooms and may open any of their doors."""
WINDOWS = {"boards"}
"""Looks into the tables of every room, and touches nothing."""
INDOORS = {"actions", "decisions", "queries", "records", "schemas"}
ENTRANCES_IN_ACTIONS = {"server.scans.actions"}
"""Scans that arrive together are one transaction, opened by whichever request comes first."""


def test_rooms_are_entered_by_their_front_door() -> None:
    graph = grimp.build_graph("server", cache_dir=None)
    trespasses = [
        f"{importer} -> {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if room_of(importer) not in ENTRANCE_HALL
        and room_of(importer) != room_of(imported)
        and room_of(imported) not in OPEN_PLAN
        and imported.count(".") > 1
        and not (room_of(importer) in WINDOWS and imported.endswith(".records"))
    ]
    assert not trespasses, "\n".join(trespasses)


def test_only_entrances_open_transactions() -> None:
    graph = grimp.build_graph("server", cache_dir=None)
    openers = {
        importer
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if imported.startswith("server.foundation")
        and any(
            " transaction" in detail["line_contents"] or "reading" in detail["line_contents"]
            for detail in graph.get_import_details(importer=importer, imported=imported)
        )
    }
    indoors = [
        name
        for name in sorted(openers)
        if name.rpartition(".")[2] in INDOORS and name not in ENTRANCES_IN_ACTIONS
    ]
    assert not indoors, indoors


def test_records_know_no_web_and_routes_know_no_tables() -> None:
    graph = grimp.build_graph("server", include_external_packages=True, cache_dir=None)
    wrong = [
        f"{importer} -> {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if (importer.endswith((".records", ".actions", ".queries")) and imported == "flask")
        or (importer.endswith(".decisions") and imported in {"flask", "sqlalchemy"})
    ]
    assert not wrong, "\n".join(wrong)


def room_of(module: str) -> str:
    """The room of a module, as in `stock`."""
    return module.split(".")[1] if "." in module else module
