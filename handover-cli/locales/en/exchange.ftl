# Spreadsheets in and out.
import-done = Tables made: { $path }
import-sheet = Sheet "{ $sheet }", headings in row { $row }:
import-column = Column
import-heading = Heading
import-fills = Fills
import-left-out = (left out)
import-hidden = (not printed)
import-taken = Rows taken
import-not-taken = Rows not taken
import-tables = Rows of the tables
import-map = Mapping, may be corrected
import-skeleton = Codes and titles come from the folders: somebody who knows the records must correct them in the tables.
export-done = Inventory exported: { $path }
