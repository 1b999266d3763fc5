"""The program by ``python -m procsimplify``, where its script is not on the path."""

from procsimplify.cli.main import run

if __name__ == "__main__":  # the tests import every module
    run()
