package com.experiture.emulator.internal.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.experiture.client.call.Endpoint;
import com.experiture.emulator.internal.protocol.ApiCall;
import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.ApiResult;
import com.experiture.emulator.internal.protocol.Behavior;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.CallHandler;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.protocol.PagedResults;

/**
 * The API family lists. The number of members that a request can name is assumed.
 */
public final class ListsApi {

	private static final int MAX_KEYS = 10_000;

	private static final String NORMALIZED = "email_lower_trim";

	private final StaticLists lists;

	private final Behaviors behaviors;

	public ListsApi(StaticLists lists, Behaviors behaviors) {
		this.lists = lists;
		this.behaviors = behaviors;
	}

	/**
	 * Return what handles each call of the family.
	 * @return the handlers
	 */
	public Map<Endpoint, CallHandler> handlers() {
		return Map.of(Endpoint.LISTS_CREATE, this::create, Endpoint.LISTS_LIST, this::list, Endpoint.LISTS_GET,
				this::get, Endpoint.LISTS_LIST_MEMBERS, this::listMembers, Endpoint.LISTS_UPDATE, this::update,
				Endpoint.LISTS_DELETE, this::delete, Endpoint.LISTS_UPSERT_MEMBERS, this::upsertMembers,
				Endpoint.LISTS_REMOVE_MEMBERS, this::removeMembers);
	}

	private ApiResult create(ApiCall call) {
		BodyReader body = call.body().only("name", "description");
		String name = body.text("name", 1, 200);
		String description = body.optionalText("description", 0, 2000);
		return this.lists.locked(() -> {
			if (this.behaviors.has(Behavior.UNIQUE_LIST_NAMES)) {
				this.lists.requireUnused(name, "name");
			}
			return ApiResult.created(this.lists.create(name, description, "manual", call.now()).json());
		});
	}

	private ApiResult list(ApiCall call) {
		return this.lists.locked(() -> PagedResults.byPage(call, this.lists.all(), StaticList::json));
	}

	private ApiResult get(ApiCall call) {
		return this.lists.locked(() -> ApiResult.ok(this.lists.requested(call.variable(0)).json()));
	}

	private ApiResult update(ApiCall call) {
		BodyReader body = call.body().assumed(BeyondDocumentation.LIST_CHANGE).only("name", "description");
		if (body.fields().isEmpty()) {
			throw BeyondDocumentation.LIST_CHANGE.mark(ApiProblem.invalid("There is nothing to change", null));
		}
		return this.lists.locked(() -> {
			StaticList list = this.lists.requested(call.variable(0));
			if (body.contains("name")) {
				String name = body.text("name", 1, 200);
				if (this.behaviors.has(Behavior.UNIQUE_LIST_NAMES) && !name.equals(list.name())) {
					this.lists.requireUnused(name, "name");
				}
				list.rename(name);
			}
			if (body.contains("description")) {
				list.describe(body.optionalText("description", 0, 2000));
			}
			return ApiResult.ok(list.json());
		});
	}

	private ApiResult delete(ApiCall call) {
		this.lists.remove(call.variable(0));
		return ApiResult.ok(new JsonObject().with("id", call.variable(0)).with("deleted", true));
	}

	private ApiResult listMembers(ApiCall call) {
		return this.lists.locked(
				() -> PagedResults.byPage(call, this.lists.requested(call.variable(0)).members(), (member) -> member));
	}

	private ApiResult upsertMembers(ApiCall call) {
		Keys keys = keys(call.body());
		return this.lists.locked(() -> {
			StaticList list = this.lists.requested(call.variable(0));
			long added = keys.values.stream().filter((key) -> list.add(keys.kind, key, call.now())).count();
			return changed(list, "added", added, keys.values.size());
		});
	}

	private ApiResult removeMembers(ApiCall call) {
		Keys keys = keys(call.body());
		return this.lists.locked(() -> {
			StaticList list = this.lists.requested(call.variable(0));
			long removed = keys.values.stream().filter(list::remove).count();
			return changed(list, "removed", removed, keys.values.size());
		});
	}

	private static ApiResult changed(StaticList list, String what, long changed, int requested) {
		return ApiResult.ok(new JsonObject().with("listId", list.id())
			.with("requested", requested)
			.with(what, changed)
			.with("unchanged", requested - changed)
			.with("memberCount", list.keys().size()));
	}

	private static Keys keys(BodyReader body) {
		if (!body.has("recordIds") && !body.has("contactKeys")) {
			throw ApiProblem.invalid("Contact keys are needed", "contactKeys");
		}
		BodyReader assumed = body.assumed(BeyondDocumentation.LIST_MEMBERS);
		if (body.has("recordIds") && body.has("contactKeys")) {
			throw BeyondDocumentation.LIST_MEMBERS
				.mark(ApiProblem.invalid("Either contact keys or record ids can be given", "contactKeys"));
		}
		String field = body.has("recordIds") ? "recordIds" : "contactKeys";
		if (body.has("normalizationMode")) {
			assumed.oneOf("normalizationMode", NORMALIZED);
		}
		body.list(field, 0, Integer.MAX_VALUE);
		List<?> entries = assumed.list(field, 1, MAX_KEYS);
		List<String> values = new ArrayList<>(entries.size());
		for (int i = 0; i < entries.size(); i++) {
			String path = field + "[" + i + "]";
			if (!(entries.get(i) instanceof String text)) {
				throw ApiProblem.invalid("Must be a text", path, entries.get(i));
			}
			if (text.isBlank()) {
				throw BeyondDocumentation.LIST_MEMBERS.mark(ApiProblem.invalid("Must not be blank", path, text));
			}
			values.add(field.equals("contactKeys") ? normalized(text) : text);
		}
		return new Keys(field.equals("recordIds") ? "recordId" : "contactKey", values);
	}

	// A contact key without an @ is a customer id, which the mode does not change.
	private static String normalized(String contactKey) {
		return (contactKey.indexOf('@') >= 0) ? contactKey.strip().toLowerCase(Locale.ROOT) : contactKey;
	}

	private record Keys(String kind, List<String> values) {
	}

}
