package com.experiture.client;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import com.experiture.client.audiences.AudiencesClient;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.campaigns.CampaignsClient;
import com.experiture.client.imports.ImportsClient;
import com.experiture.client.internal.audiences.BlockingAudiencesClient;
import com.experiture.client.internal.auth.ClientCredentialsTokenProvider;
import com.experiture.client.internal.blocking.Blocking;
import com.experiture.client.internal.campaigns.BlockingCampaignsClient;
import com.experiture.client.internal.imports.BlockingImportsClient;
import com.experiture.client.internal.lists.BlockingListsClient;
import com.experiture.client.internal.metadata.BlockingMetadataClient;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.profiles.BlockingProfilesClient;
import com.experiture.client.internal.records.BlockingRecordsClient;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.transport.LazyConnector;
import com.experiture.client.internal.upload.FileUploader;
import com.experiture.client.lists.ListsClient;
import com.experiture.client.metadata.MetadataClient;
import com.experiture.client.observation.ClientStatus;
import com.experiture.client.profiles.ProfilesClient;
import com.experiture.client.records.RecordsClient;

/**
 * The client of one workspace of the Experiture Public API, with all API families:
 * blocking here, reactive under {@link #reactive()}. Thread-safe. It holds the token, the
 * connections and the rate limiters of the workspace, so an application has one client
 * per workspace.
 */
public class ExperitureClient implements AutoCloseable {

	/** The address of the API, version 1 (documented). */
	public static final String DEFAULT_BASE_URL = "https://api.experiture.ai/public/v1";

	/** The name of the workspace if none is set. */
	public static final String DEFAULT_WORKSPACE = "default";

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final LazyConnector connections;

	private final ClientSettings settings;

	private final @Nullable ClientCredentialsTokenProvider tokens;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final ReactiveExperitureClient reactive;

	private final RecordsClient records;

	private final ProfilesClient profiles;

	private final ImportsClient imports;

	private final MetadataClient metadata;

	private final ListsClient lists;

	private final AudiencesClient audiences;

	private final CampaignsClient campaigns;

	ExperitureClient(CallPipeline pipeline, ClientRuntime runtime, LazyConnector connections, ClientSettings settings,
			@Nullable ClientCredentialsTokenProvider tokens) {
		this.tokens = tokens;
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.settings = settings;
		this.connections = connections;
		this.reactive = new ReactiveExperitureClient(pipeline, runtime,
				new FileUploader(connections::httpClient, runtime.executor()), settings);
		this.records = new BlockingRecordsClient(this.reactive.records());
		this.profiles = new BlockingProfilesClient(this.reactive.profiles());
		this.imports = new BlockingImportsClient(this.reactive.imports());
		this.metadata = new BlockingMetadataClient(this.reactive.metadata());
		this.lists = new BlockingListsClient(this.reactive.lists());
		this.audiences = new BlockingAudiencesClient(this.reactive.audiences());
		this.campaigns = new BlockingCampaignsClient(this.reactive.campaigns());
	}

	/**
	 * Start building a client.
	 * @return a builder
	 */
	public static ExperitureClientBuilder builder() {
		return new ExperitureClientBuilder();
	}

	/**
	 * Return the name of the workspace within the application.
	 * @return the name, {@value #DEFAULT_WORKSPACE} if none was set
	 */
	public String workspace() {
		return this.runtime.workspace();
	}

	/**
	 * Return the current state of the client: token, adaptive limits, last failures. It
	 * sends no request.
	 * @return the status
	 */
	public ClientStatus status() {
		return this.pipeline.status();
	}

	/**
	 * Return the settings of the client, without its secret.
	 * @return the settings
	 */
	public ClientSettings settings() {
		return this.settings;
	}

	/**
	 * Return the reactive client. Both share token, connections and rate limiters.
	 * @return the reactive client
	 */
	public ReactiveExperitureClient reactive() {
		return this.reactive;
	}

	/**
	 * Return the client for records.
	 * @return the client
	 */
	public RecordsClient records() {
		return this.records;
	}

	/**
	 * Return the client for profiles.
	 * @return the client
	 */
	public ProfilesClient profiles() {
		return this.profiles;
	}

	/**
	 * Return the client for import jobs.
	 * @return the client
	 */
	public ImportsClient imports() {
		return this.imports;
	}

	/**
	 * Return the client for the schema of the workspace.
	 * @return the client
	 */
	public MetadataClient metadata() {
		return this.metadata;
	}

	/**
	 * Return the client for static lists.
	 * @return the client
	 */
	public ListsClient lists() {
		return this.lists;
	}

	/**
	 * Return the client for audiences.
	 * @return the client
	 */
	public AudiencesClient audiences() {
		return this.audiences;
	}

	/**
	 * Return the client for campaigns.
	 * @return the client
	 */
	public CampaignsClient campaigns() {
		return this.campaigns;
	}

	/**
	 * Make any call, including one to an endpoint that this version does not know, with
	 * the same authentication, resilience and error handling.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @return the {@code data} of the response, or {@code null} for {@link Void}
	 */
	public <T> @Nullable T call(ApiRequest<T> request) {
		return call(request, CallOptions.none());
	}

	/**
	 * Make any call, including one to an endpoint that this version does not know, with
	 * the same authentication, resilience and error handling.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @param options idempotency key, correlation id, timeout
	 * @return the {@code data} of the response, or {@code null} for {@link Void}
	 */
	public <T> @Nullable T call(ApiRequest<T> request, CallOptions options) {
		return Blocking.awaitCompletion(this.reactive.call(request, options));
	}

	/**
	 * Make any call and return the whole response: the {@code data}, the server's
	 * correlation id, the position in a paged collection, and the raw body. For calls of
	 * the API families, use {@link CallOptions.Builder#onResponse}.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @return the response to the call that succeeded
	 */
	public <T> ApiResponse<T> exchange(ApiRequest<T> request) {
		return exchange(request, CallOptions.none());
	}

	/**
	 * Make any call and return the whole response, see {@link #exchange(ApiRequest)}.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @param options idempotency key, correlation id, timeout
	 * @return the response to the call that succeeded
	 */
	public <T> ApiResponse<T> exchange(ApiRequest<T> request, CallOptions options) {
		return Blocking.await(this.reactive.exchange(request, options));
	}

	/**
	 * Fetch the API's OpenAPI document, with the access token and the resilience of all
	 * calls. That it exists is documented, its address is assumed, see
	 * {@link ExperitureClientBuilder#openApiUrl}.
	 * @return the raw document
	 */
	public String openApiDocument() {
		return Blocking.await(this.reactive.openApiDocument());
	}

	/**
	 * Forget what responses of the API have caused: pauses, adaptive limits, spent
	 * retries. Calls that wait for the end of a pause continue at once. For tests that
	 * share a client and simulate responses, such as a 429 that must not delay the next
	 * test; an application would send requests that the API asked it not to send.
	 */
	public void forgetLimits() {
		this.pipeline.forgetLimits();
	}

	/**
	 * Close the client. Further calls fail with an {@link IllegalStateException}; calls,
	 * writers and token requests that wait end. The connections are closed once the
	 * requests in flight have ended, after 5 seconds at the latest. Listeners are
	 * notified once. Can be called on any thread and any number of times; on a thread
	 * that must not block, such as an event loop, the connections are closed in the
	 * background.
	 */
	@Override
	public void close() {
		boolean first = !this.closed.getAndSet(true);
		this.pipeline.close();
		if (this.tokens != null) {
			this.tokens.close();
		}
		this.connections.close();
		if (first) {
			this.runtime.monitor().listener().closed();
		}
	}

}
