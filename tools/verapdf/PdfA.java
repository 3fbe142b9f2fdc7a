// Judges files as PDF/A-2b by veraPDF: `java -cp 'FOLDER/*' tools/verapdf/PdfA.java FILE…` tells each, and ends with 1 where one is none.
import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

public class PdfA {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    var flavour = PDFAFlavour.PDFA_2_B;
    var whole = true;
    for (var file : files) {
      try (var parser = Foundries.defaultInstance().createParser(new File(file), flavour);
          var validator = Foundries.defaultInstance().createValidator(flavour, 100, false, true, false)) {
        var result = validator.validate(parser);
        whole &= result.isCompliant();
        System.out.println(file + ": " + (result.isCompliant() ? "PDF/A-2b" : "not PDF/A-2b") + ", " + result.getTotalAssertions() + " checks");
        result.getFailedChecks().forEach((rule, times) -> System.out.println("  " + rule.getClause() + " test " + rule.getTestNumber() + ", " + times + " times"));
      }
    }
    System.exit(whole ? 0 : 1);
  }
}
