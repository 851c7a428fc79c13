package io.motorpool.billing.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The two fonts of a document: DejaVu Sans, which has the letters of all languages of Europe and
 * the signs of their currencies. Only the letters that are used become part of the document.
 *
 * @param plain for most of it
 * @param bold for what stands out
 */
record Fonts(PDType0Font plain, PDType0Font bold) {

  private static final byte[] PLAIN = read("DejaVuSans.ttf");
  private static final byte[] BOLD = read("DejaVuSans-Bold.ttf");
  private static final char MISSING = '\u25a1';

  static Fonts embeddedIn(PDDocument document) throws IOException {
    return new Fonts(
        PDType0Font.load(document, new ByteArrayInputStream(PLAIN), true),
        PDType0Font.load(document, new ByteArrayInputStream(BOLD), true));
  }

  /** A text with a box for each character that the font has not got, and spaces for line breaks. */
  static String printable(PDType0Font font, String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .map(character -> Character.isISOControl(character) ? ' ' : character)
        .forEach(
            character -> {
              if (isKnown(font, character)) {
                printable.appendCodePoint(character);
              } else {
                printable.append(MISSING);
              }
            });
    return printable.toString();
  }

  /** How wide a printable text is, in points. */
  static float width(PDType0Font font, float size, String text) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  private static boolean isKnown(PDType0Font font, int character) {
    try {
      return font.encode(Character.toString(character)).length > 0;
    } catch (IOException | IllegalArgumentException unknown) {
      return false;
    }
  }

  private static byte[] read(String name) {
    String path = "/net/sf/jasperreports/fonts/dejavu/" + name;
    try (InputStream font = Fonts.class.getResourceAsStream(path)) {
      if (font == null) {
        throw new IllegalStateException("The fonts' library has no " + path);
      }
      return font.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
