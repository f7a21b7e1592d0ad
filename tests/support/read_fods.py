"""The sheets of a flat OpenDocument spreadsheet as JSON: cells with their types, filters, conditional formats."""
import json
import sys
from xml.etree import ElementTree

office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
calc = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

root = ElementTree.parse(sys.argv[1]).getroot()


def said(paragraph):
    """Runs of spaces, tabs and line ends are elements of their own."""
    out = paragraph.text or ""
    for part in paragraph:
        if part.tag == text + "s":
            out += " " * int(part.get(text + "c", "1"))
        elif part.tag == text + "tab":
            out += "\t"
        elif part.tag == text + "line-break":
            out += "\n"
        else:
            out += said(part)
        out += part.tail or ""
    return out


def cell(found):
    kind = found.get(office + "value-type")
    if kind is None:
        return None
    shown = "\n".join(said(each) for each in found.findall(text + "p"))
    value = found.get(office + "value") or found.get(office + "date-value") or found.get(office + "time-value") or shown
    return {"type": kind, "value": value, "formula": found.get(table + "formula")}


def rows(sheet):
    listed = []
    for row in sheet.iter(table + "table-row"):
        cells = []
        for found in row:
            if not found.tag.endswith("table-cell"):
                continue
            cells += [cell(found)] * min(int(found.get(table + "number-columns-repeated", "1")), 2000)
        while cells and cells[-1] is None:
            cells.pop()
        listed += [cells] * min(int(row.get(table + "number-rows-repeated", "1")), 2000)
    while listed and not listed[-1]:
        listed.pop()
    return listed


filters = [each.get(table + "target-range-address") for each in root.iter(table + "database-range") if each.get(table + "display-filter-buttons") == "true"]

sheets = []
for sheet in root.iter(table + "table"):
    name = sheet.get(table + "name")
    plain = [each for each in filters if each.replace("'", "").startswith(name + ".")]
    sheets.append(
        {
            "name": name,
            "rows": rows(sheet),
            "filter": plain[0].replace("'", "").replace(name + ".", "") if plain else None,
            "conditions": len(list(sheet.iter(calc + "conditional-format"))),
        }
    )
json.dump(sheets, sys.stdout)
