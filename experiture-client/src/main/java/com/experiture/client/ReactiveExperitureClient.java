package com.experiture.client;

import java.net.URI;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;

import com.experiture.client.audiences.ReactiveAudiencesClient;
import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.EndpointClass;
import com.experiture.client.campaigns.ReactiveCampaignsClient;
import com.experiture.client.imports.ReactiveImportsClient;
import com.experiture.client.internal.audiences.DefaultReactiveAudiencesClient;
import com.experiture.client.internal.campaigns.DefaultReactiveCampaignsClient;
import com.experiture.client.internal.imports.DefaultReactiveImportsClient;
import com.experiture.client.internal.lists.DefaultReactiveListsClient;
import com.experiture.client.internal.metadata.DefaultReactiveMetadataClient;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.profiles.DefaultReactiveProfilesClient;
import com.experiture.client.internal.records.DefaultReactiveRecordsClient;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.upload.FileUploader;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.lists.ReactiveListsClient;
import com.experiture.client.metadata.ReactiveMetadataClient;
import com.experiture.client.profiles.ReactiveProfilesClient;
import com.experiture.client.records.ReactiveRecordsClient;

/**
 * The reactive counterpart of {@link ExperitureClient}. Both share token, connections and
 * rate limiters.
 */
public class ReactiveExperitureClient {

	private final CallPipeline pipeline;

	private final URI openApiUrl;

	private final ReactiveRecordsClient records;

	private final ReactiveProfilesClient profiles;

	private final ReactiveImportsClient imports;

	private final ReactiveMetadataClient metadata;

	private final ReactiveListsClient lists;

	private final ReactiveAudiencesClient audiences;

	private final ReactiveCampaignsClient campaigns;

	ReactiveExperitureClient(CallPipeline pipeline, ClientRuntime runtime, FileUploader uploader,
			ClientSettings settings) {
		this.pipeline = pipeline;
		this.openApiUrl = settings.openApiUrl();
		RecordValidator validator = new RecordValidator(pipeline, runtime, settings.validation());
		this.records = new DefaultReactiveRecordsClient(pipeline, runtime, validator, CallOptions.none());
		this.profiles = new DefaultReactiveProfilesClient(pipeline, runtime, validator, CallOptions.none());
		this.imports = new DefaultReactiveImportsClient(pipeline, runtime, uploader, CallOptions.none());
		this.metadata = new DefaultReactiveMetadataClient(pipeline, CallOptions.none());
		this.lists = new DefaultReactiveListsClient(pipeline, runtime, CallOptions.none());
		this.audiences = new DefaultReactiveAudiencesClient(pipeline, CallOptions.none());
		this.campaigns = new DefaultReactiveCampaignsClient(pipeline, runtime, CallOptions.none());
	}

	/**
	 * Return the client for records.
	 * @return the client
	 */
	public ReactiveRecordsClient records() {
		return this.records;
	}

	/**
	 * Return the client for profiles.
	 * @return the client
	 */
	public ReactiveProfilesClient profiles() {
		return this.profiles;
	}

	/**
	 * Return the client for import jobs.
	 * @return the client
	 */
	public ReactiveImportsClient imports() {
		return this.imports;
	}

	/**
	 * Return the client for the schema of the workspace.
	 * @return the client
	 */
	public ReactiveMetadataClient metadata() {
		return this.metadata;
	}

	/**
	 * Return the client for static lists.
	 * @return the client
	 */
	public ReactiveListsClient lists() {
		return this.lists;
	}

	/**
	 * Return the client for audiences.
	 * @return the client
	 */
	public ReactiveAudiencesClient audiences() {
		return this.audiences;
	}

	/**
	 * Return the client for campaigns.
	 * @return the client
	 */
	public ReactiveCampaignsClient campaigns() {
		return this.campaigns;
	}

	/**
	 * Make any call with the default options, see {@link #call(ApiRequest, CallOptions)}.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @return the {@code data} of the response; empty for {@link Void}
	 */
	public <T> Mono<T> call(ApiRequest<T> request) {
		return call(request, CallOptions.none());
	}

	/**
	 * Make any call with the default options and return its whole response, see
	 * {@link #exchange(ApiRequest, CallOptions)}.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @return the response to the call that succeeded
	 */
	public <T> Mono<ApiResponse<T>> exchange(ApiRequest<T> request) {
		return exchange(request, CallOptions.none());
	}

	/**
	 * Make any call, see {@link ExperitureClient#call(ApiRequest, CallOptions)}.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @param options idempotency key, correlation id, timeout
	 * @return the {@code data} of the response; empty for {@link Void}
	 */
	public <T> Mono<T> call(ApiRequest<T> request, CallOptions options) {
		return this.pipeline.call(request, options);
	}

	/**
	 * Make any call and return the whole response, see
	 * {@link ExperitureClient#exchange(ApiRequest, CallOptions)}.
	 * @param <T> the type of the response's {@code data}
	 * @param request the call
	 * @param options idempotency key, correlation id, timeout
	 * @return the response to the call that succeeded
	 */
	public <T> Mono<ApiResponse<T>> exchange(ApiRequest<T> request, CallOptions options) {
		return this.pipeline.exchange(request, options);
	}

	/**
	 * Fetch the API's OpenAPI document, see {@link ExperitureClient#openApiDocument()}.
	 * @return the raw document
	 */
	public Mono<String> openApiDocument() {
		return call(ApiRequest.to(HttpMethod.GET, "/openapi.json", EndpointClass.READ)
			.address(this.openApiUrl)
			.returningRaw(String.class), CallOptions.none());
	}

}
