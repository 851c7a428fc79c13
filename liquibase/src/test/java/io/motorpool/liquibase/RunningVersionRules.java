package io.motorpool.liquibase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in changes of a schema what would break a service of the version before, which goes on
 * running on the changed schema until it is replaced. A table may be made as one likes; from then
 * on it is only added to, and what is not known to be harmless is refused.
 *
 * <p>What an old version needs no more may be taken away (the second half of expand and contract):
 * the changeset says what that is, and which release was the first not to use it. That release must
 * be older than the one in the making, so that no running version uses it any more:
 *
 * <pre>{@code --contract: vehicle.colour unused since 0.2.0}</pre>
 *
 * <p>A unique constraint or index may be taken away at once, or give way to one that refuses less,
 * where the version before does well with the rows that it refused. The changeset says over which
 * columns it is, and why that is so:
 *
 * <pre>{@code --loosens: vehicle_colour on vehicle (colour) because no version reads by it}</pre>
 */
final class RunningVersionRules {

  private static final Pattern MARK =
      Pattern.compile(
          "(?m)^\\s*--\\s*contract:\\s*([\\w.]+) unused since (\\d+)\\.(\\d+)\\.(\\d+)\\s*$");
  private static final Pattern ANY_MARK = Pattern.compile("(?m)^\\s*--\\s*contract.*$");
  private static final Pattern LOOSENS =
      Pattern.compile(
          "(?m)^\\s*--\\s*loosens: (\\w+) on (\\w+) \\((\\w+(?:, \\w+)*)\\) because \\S.*$");
  private static final Pattern ANY_LOOSENS = Pattern.compile("(?m)^\\s*--\\s*loosens.*$");
  private static final Pattern TEXT_OR_COMMENT =
      Pattern.compile("(?s)'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$");
  private static final Pattern CREATE_TABLE =
      Pattern.compile("create table (?:if not exists )?([\\w.]+).*");
  private static final Pattern ALTER_TABLE =
      Pattern.compile("alter table (?:if exists )?(?:only )?([\\w.]+) (.*)");
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile("create unique index .*?\\bon (?:only )?([\\w.]+)[^(]*\\((.*?)\\).*");
  private static final Pattern REVOKE = Pattern.compile("revoke .*? on (?:table )?([\\w.]+) .*");
  private static final Pattern ADD_COLUMN =
      Pattern.compile("add (?:column )?(?:if not exists )?(\\w+) (.*)");
  private static final Pattern ADD_CONSTRAINT =
      Pattern.compile("add (constraint|check|unique|primary|foreign|exclude)\\b.*");
  private static final Pattern HARMLESS_ACTION =
      Pattern.compile(
          "(alter (column )?\\w+ set (default|statistics|storage)|validate constraint|set \\() ?.*");
  private static final Pattern HARMLESS_STATEMENT =
      Pattern.compile(
          "(comment on|create (index|sequence|view|type|function|trigger|extension|schema)|insert"
              + " into|update|grant|select)\\b.*");

  private final int[] release;

  /**
   * @param release the version in the making, for example {@code 0.3.0-SNAPSHOT}
   */
  RunningVersionRules(String release) {
    Matcher numbers = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*").matcher(release);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("Not a version: " + release);
    }
    this.release = numbers(numbers, 1);
  }

  /**
   * What is wrong with a changeset.
   *
   * @param sql its statements, with their comments
   * @return a sentence for each thing that is; empty if there is none
   */
  List<String> broken(String sql) {
    List<String> found = new ArrayList<>();
    Set<String> given = givenUp(sql, found);
    List<Loosened> loosened = loosened(sql, found);
    Set<String> freshTables = new HashSet<>();
    Set<String> freshColumns = new HashSet<>();
    for (String statement : statements(sql)) {
      if (given.stream().noneMatch(name -> mentions(statement, name))
          && loosened.stream().noneMatch(it -> it.allows(statement))) {
        check(statement, freshTables, freshColumns, found);
      }
    }
    return found;
  }

  private Set<String> givenUp(String sql, List<String> found) {
    Set<String> names = new HashSet<>();
    Matcher line = ANY_MARK.matcher(sql);
    while (line.find()) {
      Matcher mark = MARK.matcher(line.group());
      if (!mark.matches()) {
        found.add("not '--contract: <name> unused since <release>': " + line.group().strip());
      } else if (compare(numbers(mark, 2), release) >= 0) {
        found.add("the version before this one may still use it: " + line.group().strip());
      } else {
        names.add(mark.group(1));
      }
    }
    return names;
  }

  private static List<Loosened> loosened(String sql, List<String> found) {
    List<Loosened> loosened = new ArrayList<>();
    Matcher line = ANY_LOOSENS.matcher(sql);
    while (line.find()) {
      Matcher mark = LOOSENS.matcher(line.group());
      if (mark.matches()) {
        loosened.add(
            new Loosened(mark.group(1), mark.group(2), Set.copyOf(split(mark.group(3), ','))));
      } else {
        found.add(
            "not '--loosens: <index> on <table> (<columns>) because <reason>': "
                + line.group().strip());
      }
    }
    return loosened;
  }

  /**
   * A unique constraint or index that is taken away.
   *
   * @param columns what it is over
   */
  private record Loosened(String name, String table, Set<String> columns) {

    /** Whether a statement takes it away, or makes one that refuses nothing that it did not. */
    boolean allows(String statement) {
      Matcher index = UNIQUE_INDEX.matcher(statement);
      return statement.equals("alter table " + table + " drop constraint " + name)
          || statement.equals("drop index " + name)
          || index.matches()
              && index.group(1).equals(table)
              && Set.copyOf(split(index.group(2), ',')).containsAll(columns);
    }
  }

  private static int[] numbers(Matcher matcher, int first) {
    int[] numbers = new int[3];
    for (int i = 0; i < 3; i++) {
      numbers[i] = Integer.parseInt(matcher.group(first + i));
    }
    return numbers;
  }

  private static int compare(int[] one, int[] other) {
    return Arrays.compare(one, other);
  }

  /** Whether a statement is about all parts of a name, as {@code table.column}. */
  private static boolean mentions(String statement, String name) {
    for (String part : name.toLowerCase(Locale.ROOT).split("\\.")) {
      if (!Pattern.compile("\\b" + part + "\\b").matcher(statement).find()) {
        return false;
      }
    }
    return true;
  }

  private static void check(
      String statement, Set<String> freshTables, Set<String> freshColumns, List<String> found) {
    Matcher createTable = CREATE_TABLE.matcher(statement);
    Matcher alterTable = ALTER_TABLE.matcher(statement);
    Matcher uniqueIndex = UNIQUE_INDEX.matcher(statement);
    Matcher revoke = REVOKE.matcher(statement);
    if (createTable.matches()) {
      freshTables.add(createTable.group(1));
    } else if (alterTable.matches()) {
      if (!freshTables.contains(alterTable.group(1))) {
        for (String action : split(alterTable.group(2), ',')) {
          checkAction(alterTable.group(1), action, freshColumns, found);
        }
      }
    } else if (uniqueIndex.matches()) {
      // Old versions leave a new column null, and nulls are all different.
      boolean overFreshColumn =
          split(uniqueIndex.group(2), ',').stream()
              .anyMatch(column -> freshColumns.contains(uniqueIndex.group(1) + "." + column));
      if (!freshTables.contains(uniqueIndex.group(1)) && !overFreshColumn) {
        found.add("refuses rows that were allowed: " + statement);
      }
    } else if (!HARMLESS_STATEMENT.matcher(statement).matches()
        && !(revoke.matches() && freshTables.contains(revoke.group(1)))) {
      found.add("not known to be harmless: " + statement);
    }
  }

  private static void checkAction(
      String table, String action, Set<String> freshColumns, List<String> found) {
    Matcher addColumn = ADD_COLUMN.matcher(action);
    String told = "alter table " + table + " " + action;
    if (ADD_CONSTRAINT.matcher(action).matches()) {
      found.add("refuses rows that were allowed: " + told);
    } else if (addColumn.matches()) {
      String definition = " " + addColumn.group(2) + " ";
      boolean filled = definition.matches(".* (default|generated) .*");
      if (definition.contains(" not null ") && !filled) {
        found.add("old versions do not write it: " + told);
      } else if (definition.contains(" primary key ")
          || definition.contains(" unique ") && filled) {
        found.add("old versions write it the same in all rows: " + told);
      } else if (!filled) {
        freshColumns.add(table + "." + addColumn.group(1));
      }
    } else if (!HARMLESS_ACTION.matcher(action).matches()) {
      found.add("not known to be harmless: " + told);
    }
  }

  /** The statements in lower case on one line each, without comments and the content of texts. */
  static List<String> statements(String sql) {
    String bare =
        TEXT_OR_COMMENT
            .matcher(sql)
            .replaceAll(found -> found.group().matches("(?s)['$].*") ? "''" : " ");
    return split(bare.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "), ';');
  }

  /** Splits at a character outside of brackets; parts that are blank are left out. */
  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? at : text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == at && (depth == 0 || i == text.length())) {
        String part = text.substring(begin, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        begin = i + 1;
      }
    }
    return parts;
  }
}
