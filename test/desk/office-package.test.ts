/** One list of programs in packages: a file of a report, a form as a spreadsheet and a template refuse the same, and take what is harmless. */
import assert from 'node:assert/strict'
import PizZip from 'pizzip'
import { test } from 'node:test'
import { checkTemplate } from '../../src/desk/dossier/formats/docx-check.ts'
import { defaultTemplate } from '../../src/desk/dossier/formats/docx-default.ts'
import { dossierWords } from '../../src/desk/dossier/words.ts'
import { fileKind } from '../../src/desk/reports/files/file-kind.ts'
import { readSheets } from '../../src/desk/reports/form/sheets-in.ts'
import { writeSheets } from '../../src/desk/reports/form/sheets-out.ts'

const template = defaultTemplate(dossierWords.nl, 'nl', '2026-01-01T00:00:00Z')
const sheets = writeSheets(new Map([['survey', [['type', 'name', 'label']]]]))

/** What each door says to a package with one more part: null where it takes it. */
async function doors(name: string | null): Promise<readonly (string | null)[]> {
  const packed = (bytes: Buffer): Buffer => {
    if (name === null) return bytes
    const zip = new PizZip(bytes)
    zip.file(name, 'x')
    return zip.generate({ type: 'nodebuffer' })
  }
  const words = (error: Error): string => error.message
  const kind = await fileKind(packed(template))
  return [
    kind.kind === 'refused' ? kind.why : null,
    await readSheets(packed(sheets)).then(() => null, words),
    await checkTemplate(packed(template)).then(() => null, words)
  ]
}

test('a package with a program in it is refused at every door, and the name of the part is said where there are words', async () => {
  for (const name of [
    'word/vbaProject.bin',
    'xl/vbaProject.bin',
    'word/vbaData.xml',
    'xl/activeX/activeX1.xml',
    'word/embeddings/Microsoft_Excel_Sheet1.xlsx',
    'ppt/embeddings/oleObject1.bin',
    'xl/macrosheets/sheet1.xml',
    'customUI/customUI14.xml',
    'word/attachedToolbars.bin',
    'Basic/Standard/Module1.xml',
    'Scripts/python/x.py',
    'word/media/image1.bin',
    'word/media/setup.EXE'
  ]) {
    const [file, form, dossier] = await doors(name)
    assert.equal(file, 'macros', name)
    assert.ok(form?.includes(name) && dossier?.includes(name), `${name}: ${form}; ${dossier}`)
  }
})

test('what documents and spreadsheets hold as a rule is taken', async () => {
  for (const name of [null, 'word/media/image1.png', 'xl/printerSettings/printerSettings1.bin', 'docProps/app.xml'])
    assert.deepEqual(await doors(name), [null, null, null], `${name}`)
})
