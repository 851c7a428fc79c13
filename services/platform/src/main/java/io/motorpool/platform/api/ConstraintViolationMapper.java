package io.motorpool.platform.api;

import io.motorpool.contracts.common.model.ProblemError;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Input that breaks a bound of the contract: 400, each violation by its place. */
@Provider
@Priority(1)
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(ConstraintViolationException exception) {
    return Problems.invalidInput(
        uriInfo,
        exception.getConstraintViolations().stream()
            .map(ConstraintViolationMapper::toError)
            // The validator finds them in an order that is another one each time.
            .sorted(
                Comparator.comparing(ConstraintViolationMapper::place)
                    .thenComparing(ProblemError::getDetail))
            .toList());
  }

  private static String place(ProblemError error) {
    return error.getPointer() != null ? error.getPointer() : error.getParameter();
  }

  private static ProblemError toError(ConstraintViolation<?> violation) {
    String parameter = null;
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter =
            parameterName(
                    violation.getRootBeanClass(),
                    node.as(Path.ParameterNode.class).getParameterIndex(),
                    violation.getPropertyPath().iterator().next())
                .orElse(null);
      } else if (node.getKind() == ElementKind.PROPERTY
          || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
        if (node.getIndex() != null) {
          pointer.append('/').append(node.getIndex());
        }
        if (node.getKind() == ElementKind.PROPERTY) {
          pointer.append('/').append(node.getName());
        }
      }
    }
    return parameter == null
        ? Problems.inBody(pointer.toString(), violation.getMessage())
        : Problems.inParameter(parameter, violation.getMessage());
  }

  /** The name of a path, query or header parameter; none if the parameter is the body. */
  private static Optional<String> parameterName(Class<?> resource, int index, Path.Node method) {
    if (method.getKind() != ElementKind.METHOD) {
      return Optional.empty();
    }
    Class<?>[] types = method.as(Path.MethodNode.class).getParameterTypes().toArray(Class[]::new);
    return withInterfaces(resource)
        .flatMap(type -> declared(type, method.getName(), types))
        .flatMap(declared -> Stream.of(declared.getParameterAnnotations()[index]))
        .flatMap(ConstraintViolationMapper::nameOf)
        .findFirst();
  }

  private static Stream<Class<?>> withInterfaces(Class<?> type) {
    return type == null
        ? Stream.empty()
        : Stream.concat(
            Stream.concat(Stream.of(type), Stream.of(type.getInterfaces())),
            withInterfaces(type.getSuperclass()));
  }

  private static Stream<Method> declared(Class<?> type, String name, Class<?>[] parameters) {
    try {
      return Stream.of(type.getDeclaredMethod(name, parameters));
    } catch (NoSuchMethodException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> nameOf(Annotation annotation) {
    return switch (annotation) {
      case QueryParam query -> Stream.of(query.value());
      case PathParam path -> Stream.of(path.value());
      case HeaderParam header -> Stream.of(header.value());
      default -> Stream.empty();
    };
  }
}
