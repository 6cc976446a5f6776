#include "overview/integration_resource.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>
#include <set>

#include "links.h"
#include "overview/integration_store.h"
#include "pacticipants/pacticipant_resource.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "web/hal.h"
#include "web/negotiation.h"
#include "web/paging.h"
#include "web/problem.h"

namespace tally::overview {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

constexpr std::size_t kMostInAGroup = 150;

// A quoted identifier of the graph language.
std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + "\"";
}

std::string graph(const std::vector<Pair>& pairs) {
    std::string text = "digraph {\n";
    for (const auto& pair : pairs)
        text += "  " + quoted(pair.consumer) + " -> " + quoted(pair.provider) + "\n";
    return text + "}\n";
}

json::Value pair_document(const Links& links, const Pair& pair) {
    web::Hal hal;
    hal.set("consumer", json::Object{{"name", pair.consumer}});
    hal.set("provider", json::Object{{"name", pair.provider}});
    hal.link("pb:dashboard", {links.to(paths::kDashboardOfPair, {pair.provider, pair.consumer}),
                              "BETA: Pacts to show on the dashboard"});
    // Always a path without a host; clients are used to it.
    hal.link("pb:matrix",
             {links.to(paths::kMatrixForPair, {pair.provider, pair.consumer}).substr(links.base().size()),
              "Matrix of " + pair.consumer + " and " + pair.provider});
    hal.link("pb:group",
             {links.to(paths::kPacticipant, {pair.consumer}), "The consumer and those around it"});
    hal.link("pb:delete_integration", {links.to(paths::kIntegration, {pair.provider, pair.consumer}),
                                       "Delete this integration with all its contracts and results"});
    return std::move(hal).take();
}

// A cell of a comma-separated line.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string all = "\"";
    for (const char c : text) {
        if (c == '"') all += '"';
        all += c;
    }
    return all + "\"";
}

// One line for each pacticipant: id, name, three weights, its place, and the ids of its providers, filled up
// with zeros so that all lines are equally long.
http::Response csv(const std::vector<Pair>& pairs, const std::vector<std::string>& names) {
    std::map<std::string, std::int64_t> ids;
    std::map<std::string, std::set<std::int64_t>> providers;
    for (const auto& pair : pairs) {
        ids[pair.consumer] = pair.consumer_id;
        ids[pair.provider] = pair.provider_id;
        providers[pair.consumer].insert(pair.provider_id);
    }
    std::size_t most = 0;
    for (const auto& name : names) most = std::max(most, providers[name].size());
    std::string text;
    std::size_t place = 0;
    for (const auto& name : names) {
        text += std::to_string(ids[name]) + "," + cell(name) + ",1,1,0," + std::to_string(place++);
        for (const auto id : providers[name]) text += "," + std::to_string(id);
        for (auto i = providers[name].size(); i < most; ++i) text += ",0";
        text += "\n";
    }
    return {200, {{"Content-Type", web::with_charset(web::kCsv)}}, std::move(text)};
}

std::size_t most_pacticipants(const Context& context) {
    const auto text = context.query.find("maxPacticipants").value_or("");
    std::size_t most = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), most);
    return error == std::errc{} && end == text.data() + text.size() && most > 0 ? most : kMostInAGroup;
}

}  // namespace

http::Response get_integrations(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto page = web::read_page(context.query, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    const auto part = context.query.find("q").value_or("");
    const auto pairs = list_pairs(transaction, part);
    if (context.media_type == web::kGraphviz) {
        return {200, {{"Content-Type", web::with_charset(web::kGraphviz)}}, graph(pairs)};
    }
    json::Array documents;
    const auto [begin, end] = web::slice(page, pairs.size());
    for (auto i = begin; i < end; ++i) documents.push_back(pair_document(context.links, pairs[i]));
    const auto self = context.links.to(paths::kIntegrations);
    web::Hal hal;
    hal.embed("integrations", std::move(documents));
    hal.link("self", {self, "Integrations"});
    web::add_paging(hal, self, page, static_cast<std::int64_t>(pairs.size()), part);
    return web::hal_response(context, std::move(hal).take());
}

http::Response delete_integrations(const Context&, Transaction& transaction) {
    for (const auto& pair : list_pairs(transaction)) delete_pair(transaction, pair);
    // All contract data: applications without a contract too
    for (const auto& pacticipant : pacticipants::list_pacticipants(transaction, "", std::nullopt)) {
        pacticipants::delete_pacticipant(transaction, pacticipant.id);
    }
    return web::no_content();
}

http::Response delete_integration(const Context& context, Transaction& transaction) {
    const auto consumer = pacticipants::find_pacticipant(transaction, context.variable("consumer"));
    const auto provider = pacticipants::find_pacticipant(transaction, context.variable("provider"));
    if (!consumer || !provider) {
        return pacticipants::unknown_pacticipant(context,
                                                 context.variable(consumer ? "provider" : "consumer"));
    }
    delete_pair(transaction, {consumer->id, consumer->name, provider->id, provider->name});
    return web::no_content();
}

http::Response get_relationships(const Context&, Transaction& transaction) {
    const auto pairs = list_pairs(transaction);
    std::set<std::string> names;
    for (const auto& pair : pairs) names.insert({pair.consumer, pair.provider});
    return csv(pairs, {names.begin(), names.end()});
}

http::Response get_group(const Context& context, Transaction& transaction) {
    const auto& first = context.variable("pacticipant");
    if (!pacticipants::find_pacticipant(transaction, first)) {
        return pacticipants::unknown_pacticipant(context, first);
    }
    const auto pairs = list_pairs(transaction);
    std::multimap<std::string, std::string> partners;
    for (const auto& pair : pairs) {
        partners.emplace(pair.consumer, pair.provider);
        partners.emplace(pair.provider, pair.consumer);
    }
    // The nearest first, so that a limit cuts off what is far.
    const auto most = most_pacticipants(context);
    std::set<std::string> members{first};
    std::deque<std::string> waiting{first};
    while (!waiting.empty()) {
        const auto name = waiting.front();
        waiting.pop_front();
        const auto [begin, end] = partners.equal_range(name);
        for (auto partner = begin; partner != end && members.size() < most; ++partner) {
            if (members.insert(partner->second).second) waiting.push_back(partner->second);
        }
    }
    std::vector<Pair> inside;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(inside), [&](const Pair& pair) {
        return members.count(pair.consumer) != 0 && members.count(pair.provider) != 0;
    });
    return inside.empty() ? csv({}, {}) : csv(inside, {members.begin(), members.end()});
}

}  // namespace tally::overview
