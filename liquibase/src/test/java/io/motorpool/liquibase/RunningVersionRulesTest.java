package io.motorpool.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.change.AbstractSQLChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes of all databases, and the rules that they keep to, at examples. */
class RunningVersionRulesTest {

  /** Made before there was a version that could run beside another. None is to be added. */
  private static final Set<String> BEFORE_THE_RULES = Set.of("one-customer-at-a-time");

  private final RunningVersionRules rules = new RunningVersionRules("0.3.0-SNAPSHOT");

  @ParameterizedTest
  @EnumSource(Database.class)
  void noChangeBreaksAServiceOfTheVersionBefore(Database database) throws Exception {
    RunningVersionRules ofThisVersion = new RunningVersionRules(versionInTheMaking());
    List<String> found = new ArrayList<>();
    int seen = 0;
    for (ChangeSet changeSet : changeSets(database)) {
      seen++;
      for (String broken : ofThisVersion.broken(sql(changeSet))) {
        if (!BEFORE_THE_RULES.contains(changeSet.getId())) {
          found.add(changeSet.getId() + " " + broken);
        }
      }
    }
    assertThat(seen).isPositive();
    assertThat(found)
        .as("liquibase/README.md says how to change a schema while old versions run")
        .isEmpty();
  }

  @Test
  void everyChangesetIsReadWhole() throws Exception {
    String statements =
        changeSets(Database.RESERVATION).stream()
            .flatMap(changeSet -> RunningVersionRules.statements(sql(changeSet)).stream())
            .collect(Collectors.joining("\n"));

    assertThat(statements)
        .contains("create table reservation (", "create table outbox (", "create table inbox (")
        .contains("alter table outbox add column resends integer not null default 0")
        .doesNotContain("drop table", "--");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table vehicle",
        "drop table if exists vehicle cascade",
        "drop index vehicle_by_branch",
        "drop view fleet",
        "truncate vehicle",
        "delete from vehicle where colour is null",
        "revoke select on vehicle from vehicle",
        "alter table vehicle drop column colour",
        "alter table vehicle drop colour",
        "ALTER TABLE Vehicle\n  DROP COLUMN colour",
        "alter table only vehicle drop column if exists colour",
        "alter table vehicle rename to car",
        "alter table vehicle rename column colour to paint",
        "alter table vehicle alter column colour type varchar(10)",
        "alter table vehicle alter colour set data type text",
        "alter table vehicle alter column colour set not null",
        "alter table vehicle alter column colour drop not null",
        "alter table vehicle alter column colour drop default",
        "alter table vehicle drop constraint vehicle_seats",
        "alter table vehicle set schema other",
        "alter table vehicle add column paint text not null",
        "alter table vehicle add paint text not null",
        "alter table vehicle add column paint text, add column coats int not null",
        "alter table vehicle add column paint text default 'a' unique",
        "alter table vehicle add column number bigint generated always as identity primary key",
        "alter table vehicle add constraint vehicle_paint check (paint <> '')",
        "alter table vehicle add check (paint <> '')",
        "alter table vehicle add unique (colour)",
        "alter table vehicle add foreign key (colour) references colour",
        "alter table vehicle add constraint once exclude using gist (colour with =) not valid",
        "alter table \"vehicle\" add column paint text",
        "create unique index vehicle_colour on vehicle (colour)",
        "create unique index concurrently if not exists vehicle_colour on vehicle (colour)",
        "alter table vehicle add column paint text not null default ''; create unique index on"
            + " vehicle (paint)",
        "create or replace function price() returns int language sql as $$ select 1 $$",
        "do $$ begin execute 'drop table vehicle'; end $$",
        "select 1; drop table vehicle",
        "-- harmless\ndrop table vehicle",
        "comment on table vehicle is 'a; b'; drop table vehicle",
        "create table car (id uuid primary key); drop table vehicle",
        "create table car (id uuid primary key); alter table vehicle drop column colour"
      })
  void refusesWhatBreaksARunningVersion(String sql) {
    assertThat(rules.broken(sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table car (id uuid primary key, colour text not null unique check (colour <> ''))",
        "create table car (id uuid); alter table car add column colour text not null;"
            + " create unique index on car (colour); alter table car add check (colour <> '')",
        "alter table vehicle add column paint text",
        "alter table vehicle add paint text unique",
        "alter table vehicle add column coats integer not null default 1 check (coats > 0)",
        "alter table vehicle add column paint text, add column coats int default 1",
        "alter table vehicle add column paint text references colour",
        "alter table vehicle add column paint text; create unique index on vehicle (paint)",
        "alter table vehicle alter column colour set default 'red, not null'",
        "alter table vehicle validate constraint vehicle_seats",
        "create index vehicle_by_colour on vehicle (colour) where colour is not null",
        "comment on column vehicle.colour is 'drop table vehicle; drop it''s colour'",
        "update vehicle set paint = colour",
        "insert into colour values ('drop table vehicle')",
        "create table note (id uuid); revoke update on note from vehicle",
        "create view fleet as select 1",
        "create function price() returns int language sql as $$ select 1; drop table x $$",
        "-- drop table vehicle\nselect 1 /* ; drop table vehicle */",
        ""
      })
  void letsPassWhatOnlyAdds(String sql) {
    assertThat(rules.broken(sql)).isEmpty();
  }

  @Test
  void whatNoRunningVersionUsesMayBeTakenAway() {
    assertThat(
            rules.broken(
                "--contract: vehicle.colour unused since 0.2.0\n"
                    + "alter table vehicle drop column colour;"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--contract: vehicle.colour unused since 0.3.0",
        "--contract: vehicle.colour unused since 0.4.0",
        "--contract: vehicle.colour unused since 1.0.0",
        "--contract: vehicle.colour unused since 0.2",
        "--contract: vehicle.colour",
        "--contract: unused since 0.2.0",
        "--contract vehicle.colour unused since 0.2.0",
        "--contract: vehicle.seats unused since 0.2.0",
        "--contract: branch.colour unused since 0.2.0",
        "--contract: vehicle.col unused since 0.2.0"
      })
  void nothingElseMayBeTakenAwayWithIt(String mark) {
    assertThat(rules.broken(mark + "\nalter table vehicle drop column colour;")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table vehicle drop constraint vehicle_colour",
        "drop index vehicle_colour",
        "alter table vehicle drop constraint vehicle_colour;"
            + " create unique index red on vehicle (colour) where seats > 4",
        "drop index vehicle_colour; create unique index both on vehicle (seats, colour)"
      })
  void aUniqueIndexMayGiveWayToOneThatRefusesLess(String sql) {
    String mark = "--loosens: vehicle_colour on vehicle (colour) because none reads by it\n";

    assertThat(rules.broken(mark + sql)).isEmpty();
    assertThat(rules.broken(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--loosens: vehicle_colour on vehicle (colour) because",
        "--loosens: vehicle_colour on vehicle (colour)",
        "--loosens: vehicle_colour because none reads by it",
        "--loosens vehicle_colour on vehicle (colour) because none reads by it",
        "--loosens: vehicle_seats on vehicle (colour) because none reads by it",
        "--loosens: vehicle_colour on branch (colour) because none reads by it",
        "--loosens: vehicle_colour on vehicle (colour, seats) because none reads by it"
      })
  void nothingElseIsLoosenedWithIt(String mark) {
    assertThat(
            rules.broken(
                mark
                    + "\nalter table vehicle drop constraint vehicle_colour;"
                    + " create unique index red on vehicle (colour)"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table vehicle",
        "alter table vehicle drop column colour",
        "alter table vehicle drop constraint vehicle_colour, drop column colour",
        "create unique index on vehicle (seats)",
        "create unique index on branch (colour)"
      })
  void whatIsLoosenedIsTheIndexAlone(String sql) {
    assertThat(
            rules.broken(
                "--loosens: vehicle_colour on vehicle (colour) because none reads by it\n" + sql))
        .isNotEmpty();
  }

  private static String versionInTheMaking() throws Exception {
    // The first in the module's pom is its parent's, which is that of all modules.
    Matcher version =
        Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static List<ChangeSet> changeSets(Database database) throws Exception {
    ResourceAccessor resources = new ClassLoaderResourceAccessor();
    DatabaseChangeLog changelog =
        ChangeLogParserFactory.getInstance()
            .getParser(database.changelog(), resources)
            .parse(database.changelog(), new ChangeLogParameters(), resources);
    return changelog.getChangeSets();
  }

  private static String sql(ChangeSet changeSet) {
    return changeSet.getChanges().stream()
        .map(change -> ((AbstractSQLChange) change).getSql())
        .collect(Collectors.joining("\n;\n"));
  }
}
