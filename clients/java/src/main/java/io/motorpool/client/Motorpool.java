package io.motorpool.client;

import io.motorpool.client.api.Apis;
import io.motorpool.client.http.Caller;
import io.motorpool.client.model.Notification;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Motorpool, as seen by whoever has its address and a token. One is enough for a program: it may be
 * used by many threads and keeps its connections.
 *
 * <pre>{@code
 * Motorpool motorpool =
 *     Motorpool.at(URI.create("https://rental.example")).token(() -> tokens.current()).build();
 * Reservation reservation = motorpool.reservations().getReservation(id);
 * }</pre>
 */
public final class Motorpool extends Apis {

  private final HttpClient http;
  private final Builder settings;

  private Motorpool(HttpClient http, Builder settings) {
    super(new Caller(http, settings.base, settings.token, settings.timeout, settings.policy));
    this.http = http;
    this.settings = settings;
  }

  /**
   * Begins with the address.
   *
   * @param base where the contract's paths begin: scheme, host and port of the gateway
   * @return what else can be set
   * @throws IllegalArgumentException if it is no http or https address
   */
  public static Builder at(URI base) {
    return new Builder(base);
  }

  /**
   * Tells of what happens to a customer's reservations and their invoices, from now on: each event
   * once, in order, none left out, however often the connection is lost.
   *
   * @param customerId whose events
   * @param listener is told each event, one after the other; until it returns no more are read
   * @return what is followed until it is closed
   * @throws ProblemException if the customer may not be followed
   */
  public LiveEvents follow(UUID customerId, Consumer<LiveEvent> listener) {
    // Where the customer's messages end at the moment. Without a number to begin after, what comes
    // before the first connection stands would be missed.
    List<Notification> latest =
        notifications().listNotifications(customerId, it -> it.limit(1)).getItems();
    Long sequence = latest.isEmpty() ? null : latest.get(0).getSequence();
    return follow(customerId, sequence == null ? 0 : sequence, listener);
  }

  /**
   * Tells of what has happened since an event, and goes on with what happens from now on.
   *
   * @param customerId whose events
   * @param after the sequence of the last event that is known already; 0 for all there are
   * @param listener is told each event, one after the other; until it returns no more are read
   * @return what is followed until it is closed
   */
  public LiveEvents follow(UUID customerId, long after, Consumer<LiveEvent> listener) {
    return new LiveEvents(
            http,
            settings.base,
            settings.token,
            settings.policy,
            settings.silenceLimit,
            customerId,
            after,
            listener)
        .connect();
  }

  /** Address, token and patience of a client. */
  public static final class Builder {

    private final URI base;
    private Supplier<String> token = () -> null;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration timeout = Duration.ofSeconds(20);
    private RetryPolicy policy = RetryPolicy.DEFAULT;
    private Duration silenceLimit = Duration.ofSeconds(25);

    private Builder(URI base) {
      if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
        throw new IllegalArgumentException("An address begins with https:// or http://: " + base);
      }
      this.base = base;
    }

    /**
     * Sets who calls. Without a token only what is open to everybody can be called.
     *
     * @param token gives the token of an OpenID Connect issuer, without {@code Bearer}; it is asked
     *     before each attempt, so it should keep the token while it is good, and get a new one
     *     before it expires
     * @return this
     */
    public Builder token(Supplier<String> token) {
      this.token = Objects.requireNonNull(token);
      return this;
    }

    /**
     * Sets how long a connection may take.
     *
     * @param timeout 5 seconds where nothing is set
     * @return this
     */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = Objects.requireNonNull(timeout);
      return this;
    }

    /**
     * Sets how long an attempt may take.
     *
     * @param timeout 20 seconds where nothing is set
     * @return this
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Objects.requireNonNull(timeout);
      return this;
    }

    /**
     * Sets how calls are tried again.
     *
     * @param policy {@link RetryPolicy#DEFAULT} where nothing is set
     * @return this
     */
    public Builder retryPolicy(RetryPolicy policy) {
      this.policy = Objects.requireNonNull(policy);
      return this;
    }

    /**
     * Sets how long a live connection may be silent before it is taken for dead and made anew. The
     * time that a listener takes does not count.
     *
     * @param limit 25 seconds where nothing is set; the server pings every ten
     * @return this
     */
    public Builder silenceLimit(Duration limit) {
      this.silenceLimit = Objects.requireNonNull(limit);
      return this;
    }

    /**
     * The client.
     *
     * @return ready to be called; it connects when it is
     */
    public Motorpool build() {
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(connectTimeout)
              // A token is for one address, and never follows a redirection to another.
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      return new Motorpool(http, this);
    }
  }
}
