"""The same scan on a Dask cluster of this machine, through its executor, and what happens when a worker is lost."""

import pytest

from procsimplify.base.errors import UsageError
from procsimplify.catalogue import scan

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")

PAPERS = ("Đơn đề nghị cấp giấy phép", "Phong bì có dán tem, ghi rõ địa chỉ người nhận")


@pytest.fixture
def client(tmp_path):
    """Start two worker processes of one thread each, which listen on this machine alone."""
    import dask

    settings = {"temporary-directory": str(tmp_path), "distributed.worker.daemon": True}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as connected,
    ):
        yield connected


def test_a_cluster_gives_the_rows_that_one_process_gives(tmp_path, records, record, contents, client):
    source = records(*(record(f"1.{place:06}", *PAPERS[: 1 + place % 2]) for place in range(70)), "broken")
    with distributed.get_task_stream(client) as stream:
        result = scan(source, store=tmp_path / "cluster.duckdb", executor=client.get_executor())
    # 70 records are five batches, and both workers had some.
    assert len(stream.data) == 5
    assert len({task["worker"] for task in stream.data}) == 2
    assert (result.procedures, len(result.passed_over)) == (70, 1)
    scan(source, store=tmp_path / "here.duckdb", workers=1)
    assert contents(tmp_path / "cluster.duckdb") == contents(tmp_path / "here.duckdb")


def test_the_executor_of_a_closed_cluster_is_said_to_be_gone(tmp_path, records, record, client):
    executor = client.get_executor()
    executor.shutdown()
    with pytest.raises(UsageError, match="worker stopped"):
        scan(records(record("1.000001", *PAPERS)), store=tmp_path / "s.duckdb", executor=executor)
