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
 * The Experiture Public API of one workspace: all families, blocking here and reactive
 * under {@link #reactive()}. Thread-safe; it holds the workspace's token, connections and
 * limits, so an application has one of it per workspace.
 */
public class ExperitureClient implements AutoCloseable {

	/** The address of the API, version 1 (documented). */
	public static final String DEFAULT_BASE_URL = "https://api.experiture.ai/public/v1";

	/** The name of the workspace where no other is given. */
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
	 * Return what the application calls the workspace.
	 * @return the name, {@value #DEFAULT_WORKSPACE} where none was given
	 */
	public String workspace() {
		return this.runtime.workspace();
	}

	/**
	 * Return what the client can be asked for while it runs: token, limits as learned,
	 * last failures. Asking costs no request.
	 * @return the status
	 */
	public ClientStatus status() {
		return this.pipeline.status();
	}

	/**
	 * Return what the client was built with, without its secret.
	 * @return the settings
	 */
	public ClientSettings settings() {
		return this.settings;
	}

	/**
	 * Return the same client with reactive results.
	 * @return the reactive face
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
	 * Make any call, also of an endpoint that this version does not know, with the
	 * authentication, resilience and error handling of all calls.
	 * @param <T> the type of the answer's {@code data}
	 * @param request what to call
	 * @return the answer's {@code data}, or {@code null} for {@link Void}
	 */
	public <T> @Nullable T call(ApiRequest<T> request) {
		return call(request, CallOptions.none());
	}

	/**
	 * Make any call, also of an endpoint that this version does not know, with the
	 * authentication, resilience and error handling of all calls.
	 * @param <T> the type of the answer's {@code data}
	 * @param request what to call
	 * @param options idempotency key, correlation id, timeout
	 * @return the answer's {@code data}, or {@code null} for {@link Void}
	 */
	public <T> @Nullable T call(ApiRequest<T> request, CallOptions options) {
		return Blocking.awaitCompletion(this.reactive.call(request, options));
	}

	/**
	 * Make any call and return its whole response: the {@code data}, the server's
	 * correlation id, the position in a paged collection, and the body as it came. The
	 * calls of the families hand it out by {@link CallOptions#onResponse}.
	 * @param <T> the type of the response's {@code data}
	 * @param request what to call
	 * @return the response to the call that succeeded
	 */
	public <T> ApiResponse<T> exchange(ApiRequest<T> request) {
		return exchange(request, CallOptions.none());
	}

	/**
	 * Make any call and return its whole response, see {@link #exchange(ApiRequest)}.
	 * @param <T> the type of the response's {@code data}
	 * @param request what to call
	 * @param options idempotency key, correlation id, timeout
	 * @return the response to the call that succeeded
	 */
	public <T> ApiResponse<T> exchange(ApiRequest<T> request, CallOptions options) {
		return Blocking.await(this.reactive.exchange(request, options));
	}

	/**
	 * Fetch the API's own OpenAPI document, with the access token and the resilience of
	 * all calls. That it is served is documented, under which address is assumed, see
	 * {@link ExperitureClientBuilder#openApiUrl}.
	 * @return the document as it came
	 */
	public String openApiDocument() {
		return Blocking.await(this.reactive.openApiDocument());
	}

	/**
	 * Forget what was learned from the answers of the API: pauses, limits, spent retries.
	 * Calls that wait for the end of a pause go on at once. For tests that share a client
	 * and make the answers themselves, such as a 429 that must not hold up the next test;
	 * an application would send what the API asked it not to send.
	 */
	public void forgetLimits() {
		this.pipeline.forgetLimits();
	}

	/**
	 * Refuse further calls with an {@link IllegalStateException}, end calls, writers and
	 * token requests that wait, then close the connections once the requests in flight
	 * are done, after 5 seconds at the latest. Listeners are told once. Can be called on
	 * any thread and any number of times; on a thread that must not block, such as one of
	 * an event loop, the connections are closed in the background.
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
