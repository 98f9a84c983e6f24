package com.experiture.client.call;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * The operation of a call: one of the documented {@link Endpoint endpoints}, or one that
 * the caller describes.
 */
public sealed interface Operation permits Endpoint, CustomOperation {

	/**
	 * Return the name used in metrics, logs and error texts. Its cardinality is low: it
	 * never contains an identifier of a resource.
	 * @return the name, such as {@code records.upsert-batch}
	 */
	String id();

	/**
	 * Return the HTTP method.
	 * @return the method
	 */
	HttpMethod method();

	/**
	 * Return the path below the base URL, with its variables in braces.
	 * @return the path template, such as {@code /records/{object_name}/upsert}
	 */
	String path();

	/**
	 * Return the family that the call belongs to.
	 * @return the family
	 */
	ApiFamily family();

	/**
	 * Return the rate-limit class. It also determines whether the call is a write and how
	 * it may be retried.
	 * @return the class
	 */
	EndpointClass endpointClass();

	/**
	 * Return the OAuth2 scope that the call needs.
	 * @return the scope, or {@code null} if it is not documented
	 */
	@Nullable String scope();

}
