package com.experiture.client.contract;

import org.jspecify.annotations.Nullable;

import com.experiture.client.call.Endpoint;

/**
 * The current place in both documents.
 *
 * @param call the call
 * @param location the field or parameter
 * @param request whether it is part of a request
 * @param assumed whether it is assumed
 * @param givenAssumed whether the other document marks it as assumed, like that of this
 * project, which does not confirm it
 */
record Place(Endpoint call, String location, boolean request, boolean assumed, boolean givenAssumed) {

	Place property(String name, Shape ours, @Nullable Shape theirs) {
		return at(this.location + "." + name, ours, theirs);
	}

	Place items(Shape ours, @Nullable Shape theirs) {
		return at(this.location + "[]", ours, theirs);
	}

	private Place at(String location, Shape ours, @Nullable Shape theirs) {
		return new Place(this.call, location, this.request, ours.isAssumed(this.assumed),
				(theirs != null) ? theirs.isAssumed(this.givenAssumed) : this.givenAssumed);
	}

}
