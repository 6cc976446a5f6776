#include "contracts/difference_resource.h"

#include "contracts/content_diff.h"
#include "contracts/contract_hal.h"
#include "contracts/contract_store.h"
#include "links.h"
#include "paths.h"
#include "web/negotiation.h"
#include "web/problem.h"

namespace tally::contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

http::Response no_such_contract(const Context& context) {
    return web::not_found(context, "no pact was found between these pacticipants for this request");
}

std::optional<Contract> contract_of(const Context& context, Transaction& transaction,
                                    std::string_view variable) {
    return find_contract(transaction, context.variable("consumer"), context.variable("provider"),
                         context.variable(variable));
}

http::Response text_response(std::string text) {
    return {200, {{"Content-Type", web::with_charset(web::kPlainText)}}, std::move(text)};
}

http::Response difference(const Context& context, Transaction& transaction, const Contract& before,
                          const Contract& after) {
    const auto changes =
        content_diff(stored_text(transaction, before.content_id), stored_text(transaction, after.content_id));
    std::string text = "# Changes of the pact between " + after.consumer + " and " + after.provider +
                       ", from " + after.consumer + " version " + before.version + " to " + after.version +
                       "\n# Published at " + web::shown_time(after.created_at) + "\n\n";
    text += changes.empty() ? "(the contents are equal)\n" : changes;
    text += "\n# The pacts that were compared\npact-version:\n  title: " + after.title() +
            "\n  href: " + contract_url(context.links, after) +
            "\ncomparison-pact-version:\n  title: " + before.title() +
            "\n  href: " + contract_url(context.links, before) + "\n";
    return text_response(std::move(text));
}

}  // namespace

http::Response get_previous_distinct(const Context& context, Transaction& transaction) {
    const auto contract = contract_of(context, transaction, "consumerApplicationVersion");
    const auto previous = contract ? find_previous_distinct(transaction, *contract) : std::nullopt;
    return previous ? contract_response(context, transaction, *previous) : no_such_contract(context);
}

http::Response get_difference_to_previous_distinct(const Context& context, Transaction& transaction) {
    const auto contract = contract_of(context, transaction, "consumerApplicationVersion");
    if (!contract) return no_such_contract(context);
    const auto previous = find_previous_distinct(transaction, *contract);
    if (!previous) return text_response("# There is no earlier version of this pact with other content\n");
    return difference(context, transaction, *previous, *contract);
}

http::Response get_difference_of_versions(const Context& context, Transaction& transaction) {
    const auto contract = contract_of(context, transaction, "consumerApplicationVersion");
    const auto other = contract_of(context, transaction, "comparisonVersion");
    if (!contract || !other) return no_such_contract(context);
    return difference(context, transaction, *other, *contract);
}

http::Response get_difference_of_contents(const Context& context, Transaction& transaction) {
    const auto& consumer = context.variable("consumer");
    const auto& provider = context.variable("provider");
    const auto contract = find_by_content(transaction, consumer, provider, context.variable("pactVersion"));
    const auto other =
        find_by_content(transaction, consumer, provider, context.variable("comparisonPactVersion"));
    if (!contract || !other) return no_such_contract(context);
    return difference(context, transaction, *other, *contract);
}

}  // namespace tally::contracts
