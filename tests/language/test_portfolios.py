"""What an office is for is no body, unless it is one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Ann Lee, Cabinet Member for Community Safety, welcomed the drones.", set()),
        ("Ann Lee, Deputy Mayor for Policing and Crime, met Wexmoor Police.", {"Wexmoor Police"}),
        ("The Deputy Mayor, Policing and Crime, met Wexmoor Police.", {"Wexmoor Police"}),
        ("Ann Lee, Secretary of State for Justice, met Wexmoor Police.", {"Wexmoor Police"}),
        ("Ann Lee, Cabinet Member for Community Safety, Harrow Council, met Wexmoor Police.", {"Harrow Council", "Wexmoor Police"}),
        ("Ann Lee, member for the Harrow Residents Association, spoke.", {"Harrow Residents Association"}),
        ("Ann Lee, director for Wexmoor Police, spoke.", {"Wexmoor Police"}),
    ],
)
def test_the_field_of_an_office_is_no_body(read, text, bodies):
    assert {mention.text for mention in read(text).mentions if mention.type not in {"Person", "Technology"}} == bodies
