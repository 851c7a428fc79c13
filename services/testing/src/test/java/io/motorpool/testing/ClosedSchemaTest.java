package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedSchemaTest {

  private static final String SCHEMA =
      """
      allOf:
        - {type: object, required: [id], properties: {id: {type: string}}}
        - type: object
          properties:
            of: {type: array, items: {type: object, properties: {name: {type: string}}}}
      properties:
        labels: {type: object, additionalProperties: {type: string}}
        anything: {type: object}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"1","of":[{"name":"x"}]}        |
          {"id":"1","labels":{"a":"b"}}         |
          {"id":"1","anything":{"a":1}}         |
          {"id":"1","no":1}                     | #/no
          {"id":"1","of":[{"name":"x","no":1}]} | #/of/0/no
          {"of":[]}                             | # required
          """)
  void hasTheMembersOfAllItsPartsAndNoOthers(String value, String fault) throws IOException {
    ContractSchema schema = ContractSchema.closed(new YAMLMapper().readTree(SCHEMA));
    if (fault == null) {
      assertThat(schema.contradictions(value)).isEmpty();
    } else {
      assertThat(schema.contradictions(value)).singleElement().asString().startsWith(fault + " ");
    }
  }
}
