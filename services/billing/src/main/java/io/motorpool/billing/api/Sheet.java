package io.motorpool.billing.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Paper to write on from the top to the bottom, A4, as many pages as it takes. Places are in points
 * from the left edge of the paper. The same writing makes the same bytes.
 */
final class Sheet implements AutoCloseable {

  static final float LEFT = 56;
  static final float RIGHT = PDRectangle.A4.getWidth() - 56;

  private static final float TOP = PDRectangle.A4.getHeight() - 56;
  private static final float BOTTOM = 72;
  private static final float FOOTER = 40;
  private static final float SIZE = 9;
  private static final float LINE = 14;

  private final PDDocument document = new PDDocument();
  private final List<PDPageContentStream> pages = new ArrayList<>();
  private final Fonts fonts;
  private float y;

  /**
   * @param title what the document is called
   * @param author who has made it
   * @param createdAt when it is from
   */
  Sheet(String title, String author, Instant createdAt) throws IOException {
    fonts = Fonts.embeddedIn(document);
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(title);
    information.setAuthor(author);
    Calendar created = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    created.setTimeInMillis(createdAt.toEpochMilli());
    information.setCreationDate(created);
    document.getDocumentCatalog().setLanguage("en");
    // Otherwise the present moment would make each copy another document.
    document.setDocumentId(createdAt.toEpochMilli());
    turn();
  }

  /** Begins a page. */
  void turn() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    pages.add(new PDPageContentStream(document, page));
    y = TOP;
  }

  /** Whether so many lines fit on what is left of the page. */
  boolean hasRoomFor(int lines) {
    return y - lines * LINE >= BOTTOM;
  }

  /** Goes down by a part of a line, or several. */
  void down(double lines) {
    y -= (float) (lines * LINE);
  }

  /** Writes in the usual size from a place on. */
  void write(float from, String text) throws IOException {
    show(fonts.plain(), SIZE, from, Fonts.printable(fonts.plain(), text));
  }

  /** Writes in bold, so many times the usual size, from a place on. */
  void writeBold(float from, String text, double times) throws IOException {
    show(fonts.bold(), (float) (SIZE * times), from, Fonts.printable(fonts.bold(), text));
  }

  /** Writes in the usual size up to a place. */
  void writeUpTo(float end, String text) throws IOException {
    writeUpTo(fonts.plain(), end, text);
  }

  /** Writes in bold up to a place. */
  void writeBoldUpTo(float end, String text) throws IOException {
    writeUpTo(fonts.bold(), end, text);
  }

  private void writeUpTo(PDType0Font font, float end, String text) throws IOException {
    String printable = Fonts.printable(font, text);
    show(font, SIZE, end - Fonts.width(font, SIZE, printable), printable);
  }

  /** A text in lines of at most a width, broken between words where that is possible. */
  List<String> broken(String text, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Fonts.printable(fonts.plain(), text).strip().split("\\s+")) {
      String rest = word;
      if (!line.isEmpty() && width(line + " " + rest) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest) > width) {
        int end = longestPrefix(rest, width);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private int longestPrefix(String word, float width) throws IOException {
    int end = word.offsetByCodePoints(0, 1);
    while (end < word.length()) {
      int next = word.offsetByCodePoints(end, 1);
      if (width(word.substring(0, next)) > width) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private float width(String printable) throws IOException {
    return Fonts.width(fonts.plain(), SIZE, printable);
  }

  /** Draws a line from side to side. */
  void rule() throws IOException {
    PDPageContentStream page = pages.getLast();
    page.setLineWidth(0.5f);
    page.moveTo(LEFT, y);
    page.lineTo(RIGHT, y);
    page.stroke();
  }

  /**
   * Numbers the pages and makes the document; nothing can be written after that.
   *
   * @param footer what each page says beside its number
   */
  byte[] toPdf(String footer) throws IOException {
    for (int i = 0; i < pages.size(); i++) {
      String number = "Page %d of %d".formatted(i + 1, pages.size());
      String left = Fonts.printable(fonts.plain(), footer);
      y = FOOTER;
      show(pages.get(i), fonts.plain(), SIZE, LEFT, left);
      show(
          pages.get(i),
          fonts.plain(),
          SIZE,
          RIGHT - Fonts.width(fonts.plain(), SIZE, number),
          number);
      pages.get(i).close();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  private void show(PDType0Font font, float size, float from, String printable) throws IOException {
    show(pages.getLast(), font, size, from, printable);
  }

  private void show(
      PDPageContentStream page, PDType0Font font, float size, float from, String printable)
      throws IOException {
    page.beginText();
    page.setFont(font, size);
    page.newLineAtOffset(from, y);
    page.showText(printable);
    page.endText();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
