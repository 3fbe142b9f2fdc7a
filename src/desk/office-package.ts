/** Programs within packages of office documents (DOCX, XLSX, ODT): one list for every door that takes such a package. Pure. */

/**
 * Parts that hold macros of Office or LibreOffice, controls, embedded objects, or files that a system runs. Settings of printers are binary
 * too and harmless; any other binary part is something that a document of words and numbers does not need.
 */
const program =
  /vbaProject|vbaData|activeX|oleObject|attachedToolbars|customUI|(?:^|\/)(?:embeddings|macrosheets)\/|^(?:Basic|Scripts)\/|(?<!printerSettings\d*)\.bin$|\.(?:exe|dll|js|vbs|wsf|jar|bat|cmd|ps1|sh)$/i

/** The first part that is a program, by its name in the package; undefined when none is. */
export function programIn(names: readonly string[]): string | undefined {
  return names.find((name) => program.test(name))
}
