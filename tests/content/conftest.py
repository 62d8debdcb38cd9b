from pathlib import Path

import pytest

from tests.content.forum_folder import Folders, make_folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return make_folders(tmp_path)
