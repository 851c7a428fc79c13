package io.motorpool.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** The directions between the rooms of a service, and who may do what. */
public final class Architecture {

  private static final String[] ROOMS = {
    "io.motorpool.%s",
    "io.motorpool.%s.api",
    "io.motorpool.%s.domain",
    "io.motorpool.%s.messaging",
    "io.motorpool.%s.socket",
    "io.motorpool.%s.mail"
  };

  private Architecture() {}

  /**
   * Checks a service's classes.
   *
   * @param service its name, as in its package
   * @throws AssertionError if a rule is broken; the message names the rule and the place
   */
  public static void check(String service) {
    String root = "io.motorpool." + service;
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    rules(service, root).forEach(rule -> rule.check(classes));
  }

  private static List<ArchRule> rules(String service, String root) {
    return List.of(
        classes()
            .should()
            .resideInAnyPackage(rooms(service))
            .because("a service has these rooms and no others"),
        noClasses()
            .that()
            .resideInAPackage(root + ".domain")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    root + ".api",
                    root + ".messaging",
                    root + ".socket",
                    root + ".mail",
                    "io.motorpool.platform.api..",
                    "io.motorpool.platform.idempotency..",
                    "io.motorpool.platform.identity..",
                    "io.motorpool.platform.messaging..",
                    "org.eclipse.microprofile.reactive..",
                    "jakarta.websocket..",
                    "jakarta.mail.."))
            .because("the domain knows neither HTTP resources nor messages nor mail servers"),
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.motorpool..")
                    .and(
                        not(
                            resideInAnyPackage(
                                root + "..",
                                "io.motorpool.platform..",
                                "io.motorpool.contracts.."))))
            .because("services share the platform and the contracts, and nothing else"),
        noClasses()
            .that()
            .resideOutsideOfPackage(root + ".domain")
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.persistence.."))
            .because("what is stored, and how, is the domain's"),
        classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage(root + ".domain")
            .allowEmptyShould(true),
        fields()
            .should()
            .notBeAnnotatedWith(PersistenceContext.class)
            .because("the platform's SharedEntityManager is the one place that may")
            .allowEmptyShould(true),
        classes()
            .that()
            .implement(resideInAPackage("io.motorpool.contracts.*.api"))
            .should()
            .resideInAPackage(root + ".api"),
        noClasses().should().beAnnotatedWith(Path.class).because("the contracts say the paths"),
        methods()
            .that()
            .areAnnotatedWith(Incoming.class)
            .or()
            .areAnnotatedWith(Outgoing.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage(root + ".messaging")
            .allowEmptyShould(true),
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .because("an interface with one implementation is one type too many"));
  }

  private static String[] rooms(String service) {
    return Arrays.stream(ROOMS).map(room -> room.formatted(service)).toArray(String[]::new);
  }
}
