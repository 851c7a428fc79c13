package io.motorpool.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a screen, with a profile of its own that is thrown away. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path profile;
  private final ChromeDriver driver;

  private Browser(Path chromium, Path chromedriver) {
    try {
      profile = Files.createTempDirectory("motorpool-browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1400,1000",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build(),
            options);
  }

  /**
   * Starts one. Where there is none, the test is skipped aloud; in CI, which is not to go without,
   * it fails.
   *
   * @throws AssertionError in CI
   */
  static Browser open() {
    Optional<Path> chromium = program("chromium");
    Optional<Path> chromedriver = program("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      String missing = "There is no chromium with a chromedriver on this machine";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new AssertionError(missing + ", and CI is not to go without");
      }
      System.err.println(
          "*** SKIPPED: " + missing + ", so the portal is not tried in a browser ***");
      Assumptions.abort("no chromium");
    }
    return new Browser(chromium.orElseThrow(), chromedriver.orElseThrow());
  }

  private static Optional<Path> program(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void go(String address) {
    driver.get(address);
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** Waits until it is there to be seen. */
  WebElement see(String selector) {
    return await(
        selector,
        it ->
            it.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /** Waits until it is there to be seen, with a text in it. */
  WebElement see(String selector, String text) {
    return await(
        selector + " with '" + text + "'",
        it ->
            it.findElements(By.cssSelector(selector)).stream()
                .filter(element -> element.isDisplayed() && element.getText().contains(text))
                .findFirst()
                .orElse(null));
  }

  /** Clicks on it, wherever on the page it is. */
  void click(String selector) {
    await(
        selector + " to click on",
        it ->
            it.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .map(
                    element -> {
                      run("arguments[0].scrollIntoView({block: 'center'})", element);
                      element.click();
                      return element;
                    })
                .orElse(null));
  }

  /** Types something in place of what stands there. */
  void type(String selector, String text) {
    WebElement field = see(selector);
    field.clear();
    field.sendKeys(text);
  }

  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /**
   * What the console has been told since it was last asked: errors, and what the policy forbade.
   */
  List<String> console() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What is to be seen at the moment, as a PNG. */
  void photograph(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  private WebElement await(String what, Function<WebDriver, WebElement> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + " at " + address() + "; console: " + console())
        .until(condition);
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
