"""The workbook of write.ts by XlsxWriter; with `compare` first, how many cells openpyxl reads otherwise."""
import json
import resource
import sys


def rows():
    for row in range(100_000):
        yield [f"texto {row % 977} ção" if column % 2 else (row * 7919 + column) / 8 for column in range(10)]


if sys.argv[1] == "compare":
    import openpyxl

    sheet = openpyxl.load_workbook(sys.argv[2], read_only=True).worksheets[0]
    found = sheet.iter_rows(min_row=2, values_only=True)
    print(sum(a != b for seen, wanted in zip(found, rows(), strict=True) for a, b in zip(seen, wanted, strict=True)))
else:
    import xlsxwriter

    book = xlsxwriter.Workbook(sys.argv[2])
    sheet = book.add_worksheet("x")
    sheet.write_row(0, 0, [f"c{column}" for column in range(10)])
    for index, row in enumerate(rows()):
        sheet.write_row(index + 1, 0, row)
    book.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpuMs": 1000 * (used.ru_utime + used.ru_stime), "peakMb": used.ru_maxrss / 1024}))
