/** Archives, as the core writes them too. */
export { type ZipEntry, zip, zipLimit } from '../../src-main/contract/spreadsheet/zip.ts';
