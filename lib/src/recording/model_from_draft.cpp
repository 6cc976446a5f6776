#include "recording/model_from_draft.h"

#include <unordered_map>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "format/find_losses.h"
#include "format/write_contract.h"
#include "model/wire_values.h"
#include "recording/exchange_from_draft.h"
#include "recording/value_parts.h"
#include "recording/variants.h"
#include "recording/written_matcher.h"

namespace tally::recording {
namespace {

using Mistakes = std::vector<Mistake>;

constexpr std::string_view kHowToRun[] = {"run()", "receive()", "exchange()"};
constexpr std::string_view kHowToWrite[] = {"upon_receiving()", "expects_to_receive()", "expects_exchange()"};

Exchange exchange_kind(const InteractionDraft& draft) {
    return static_cast<Exchange>(draft.exchange.index());
}

model::SpecVersion version_of(Specification specification) {
    switch (specification) {
        case Specification::v2:
            return model::SpecVersion::v2;
        case Specification::v3:
            return model::SpecVersion::v3;
        case Specification::v4:
            break;
    }
    return model::SpecVersion::v4;
}

// A value that goes into the file as it is.
json::Value plain_value(const NamedValue& written, const std::string& what, Mistakes& mistakes) {
    DocumentParts parts = document_parts(written.value, written.place, mistakes);
    if (!parts.rules.empty()) mistakes.push_back({written.place, what + " are plain values; remove the matcher"});
    return std::move(parts.example);
}

std::vector<model::ProviderState> states_from(const InteractionDraft& draft, Mistakes& mistakes) {
    std::vector<model::ProviderState> states;
    for (const NamedValue& state : draft.states) {
        if (state.name.empty())
            mistakes.push_back({state.place, "a provider state without a name; say what is given"});
        const json::Value parameters = plain_value(state, "the parameters of a provider state", mistakes);
        if (const json::Object* params = parameters.object()) {
            states.push_back({state.name, *params});
        } else {
            mistakes.push_back(
                {state.place, "the parameters of a provider state are an object; write {{\"name\", value}}"});
        }
    }
    return states;
}

json::Object comments_from(const InteractionDraft& draft, Mistakes& mistakes) {
    json::Object comments;
    for (const NamedValue& comment : draft.other_comments)
        comments.set(comment.name, plain_value(comment, "comments", mistakes));
    json::Object references;
    for (const ReferenceDraft& reference : draft.references) {
        json::Object group;
        if (const json::Value* before = references.find(reference.group)) group = *before->object();
        group.set(reference.entry.name, plain_value(reference.entry, "references", mistakes));
        references.set(reference.group, std::move(group));
    }
    if (!references.empty()) comments.set("references", std::move(references));
    if (!draft.comments.empty()) {
        json::Array lines;
        for (const std::string& line : draft.comments) lines.push_back(line);
        comments.set("text", std::move(lines));
    }
    return comments;
}

// Sets the exchange, or notes what is missing.
bool set_exchange(const InteractionDraft& draft, model::Interaction& interaction, Mistakes& mistakes) {
    const auto missing = [&](const std::string& part, const std::string& remedy) {
        mistakes.push_back({draft.place, "the interaction " + in_quotes(draft.description) + " has no " + part +
                                             "; add " + remedy});
        return false;
    };
    if (const auto* http = std::get_if<HttpDraft>(&draft.exchange)) {
        if (!http->request) return missing("request", ".with_request(method, path)");
        if (!http->response) return missing("response", ".will_respond_with(status)");
        interaction.exchange =
            model::HttpExchange{request_from(*http->request, mistakes), response_from(*http->response, mistakes)};
    } else if (const auto* message = std::get_if<MessageDraft>(&draft.exchange)) {
        if (!message->message) return missing("message", ".with_message()");
        interaction.exchange = model::AsyncMessage{message_from(*message->message, mistakes)};
    } else if (const auto* exchange = std::get_if<ExchangeDraft>(&draft.exchange)) {
        if (!exchange->request) return missing("request", ".with_request()");
        if (exchange->responses.empty()) return missing("answer", ".will_respond_with()");
        model::SyncMessage both{message_from(*exchange->request, mistakes), {}};
        for (const PartDraft& response : exchange->responses)
            both.responses.push_back(message_from(response, mistakes));
        interaction.exchange = std::move(both);
    }
    return true;
}

InteractionPlaces places_of(const InteractionDraft& draft) {
    InteractionPlaces places{draft.place, draft.place, {}, {}, draft.place};
    const PartDraft* sent = nullptr;
    if (const auto* http = std::get_if<HttpDraft>(&draft.exchange)) {
        sent = &*http->request;
        for (const NamedValue& parameter : http->request->query)
            places.query.emplace_back(parameter.name, parameter.place);
    } else if (const auto* message = std::get_if<MessageDraft>(&draft.exchange)) {
        sent = &*message->message;
    } else {
        sent = &*std::get<ExchangeDraft>(draft.exchange).request;
    }
    places.request = sent->place;
    for (const NamedValue& entry : sent->entries) places.headers.emplace_back(entry.name, entry.place);
    places.body = sent->body ? sent->body->place : sent->place;
    return places;
}

// From description, states and kind, which tell the interactions of a contract apart: the same on every machine,
// long enough that no two of a contract meet.
std::string key_of(const model::Interaction& interaction) {
    constexpr std::size_t kLength = 12;
    std::string identity = interaction.description;
    for (const model::ProviderState& state : interaction.provider_states) identity += '\n' + state.name;
    if (interaction.http() == nullptr) identity += "\nmessage " + std::to_string(interaction.exchange.index());
    return encoding::sha1_hex(identity).substr(0, kLength);
}

class Drafting {
  public:
    Drafting(const ContractDraft& draft, Exchange kind) : draft_(draft), kind_(kind) {}

    DraftedContract drafted() && {
        model::Contract& contract = result_.contract;
        contract.consumer = draft_.consumer;
        contract.provider = draft_.provider;
        contract.version = version_of(draft_.specification);
        if (draft_.consumer.empty() || draft_.provider.empty()) {
            mistake(draft_.place, "a contract needs the names of its consumer and its provider");
        } else if (const Result<std::string> name = format::contract_file_name(contract); !name) {
            mistake(draft_.place, name.error().text());
        }
        for (const auto& interaction : draft_.interactions) {
            if (exchange_kind(*interaction) == kind_) add(*interaction);
        }
        if (contract.interactions.empty() && result_.mistakes.empty()) complain_of_nothing();
        return std::move(result_);
    }

  private:
    void mistake(Place place, std::string text) { result_.mistakes.push_back({place, std::move(text)}); }

    void complain_of_nothing() {
        const auto position = static_cast<std::size_t>(kind_);
        if (draft_.interactions.empty()) {
            mistake(draft_.place, "the contract has no interactions; write one with " + std::string(kHowToWrite[position]));
            return;
        }
        const auto other = static_cast<std::size_t>(exchange_kind(*draft_.interactions.front()));
        mistake(draft_.interactions.front()->place,
                "the contract has nothing for " + std::string(kHowToRun[position]) + "; what is written with " +
                    std::string(kHowToWrite[other]) + " is tested with " + std::string(kHowToRun[other]));
    }

    void add(const InteractionDraft& draft) {
        if (draft.description.empty())
            mistake(draft.place, "an interaction without a description; say what is received");
        const std::vector<VariantDraft> variants = variants_of(draft, result_.mistakes);
        // Mistakes of the parts are those of the first one; the others repeat them.
        std::optional<model::Interaction> base = interaction_from(variants.front(), draft, result_.mistakes);
        if (!base) return;
        refuse_twice(*base, draft.place);
        const std::size_t position = result_.contract.interactions.size();
        for (std::size_t i = 1; i < variants.size(); ++i) {
            Mistakes repeated;
            std::optional<model::Interaction> variant = interaction_from(variants[i], draft, repeated);
            if (result_.mistakes.empty())
                result_.mistakes.insert(result_.mistakes.end(), repeated.begin(), repeated.end());
            if (!variant) continue;
            if (is_v4()) mark_as_variant(*variant, *base, variants[i]);
            refuse_twice(*variant, draft.place);
            result_.variants.push_back({position, variants[i].what, *std::move(variant)});
        }
        result_.contract.interactions.push_back(*std::move(base));
        result_.places.push_back(places_of(draft));
        const auto* http = std::get_if<HttpDraft>(&draft.exchange);
        result_.faults.push_back(http == nullptr ? std::nullopt : http->response->fault);
    }

    bool is_v4() const { return result_.contract.version == model::SpecVersion::v4; }

    std::optional<model::Interaction> interaction_from(const VariantDraft& variant, const InteractionDraft& written,
                                                       Mistakes& mistakes) {
        const InteractionDraft& draft = variant.interaction;
        model::Interaction interaction;
        interaction.description = draft.description;
        if (!variant.what.empty()) interaction.description += " (" + variant.what + ')';
        interaction.provider_states = states_from(draft, mistakes);
        interaction.comments = comments_from(draft, mistakes);
        interaction.pending = draft.pending;
        if (!set_exchange(draft, interaction, mistakes)) return std::nullopt;
        if (is_v4())
            interaction.key = written.key && variant.what.empty() ? *written.key : key_of(interaction);
        refuse_what_the_version_lacks(interaction, draft.place, mistakes);
        refuse_names_that_are_no_paths(interaction, draft.place, mistakes);
        refuse_header_lines(interaction, draft.place, mistakes);
        return interaction;
    }

    void refuse_what_the_version_lacks(const model::Interaction& interaction, Place place, Mistakes& mistakes) {
        const model::SpecVersion version = result_.contract.version;
        if (version == model::SpecVersion::v4 || !mistakes.empty()) return;
        for (const format::Loss& loss : format::find_losses(interaction, version)) {
            mistakes.push_back({place, "the interaction " + in_quotes(interaction.description) + ' ' + loss.what +
                                           ", which files of version " + std::string(model::to_text(version)) +
                                           " cannot hold; leave it out or write a newer version"});
        }
    }

    // Up to version 3 the values of a header are one text. Readers split it for headers that are lists, and for no others.
    void refuse_header_lines(const model::Interaction& interaction, Place place, Mistakes& mistakes) {
        const model::HttpExchange* http = interaction.http();
        if (result_.contract.version == model::SpecVersion::v4 || http == nullptr) return;
        const auto refuse = [&](const std::vector<model::HeaderField>& headers) {
            for (const model::HeaderField& header : headers) {
                const std::string joined = text::join(header.values, ", ");
                if (header.values.size() < 2 || model::split_header_value(header.name, joined) == header.values) continue;
                mistakes.push_back({place, "the header " + in_quotes(header.name) +
                                               " has several values, which files of versions before 4 hold as one; write "
                                               "the values as one text or write version 4"});
            }
        };
        refuse(http->request.headers);
        refuse(http->response.headers);
    }

    // In version 2 they stand in paths, as members of $.query and $.headers, and readers take them for paths again.
    void refuse_names_that_are_no_paths(const model::Interaction& interaction, Place place, Mistakes& mistakes) {
        const model::HttpExchange* http = interaction.http();
        if (result_.contract.version != model::SpecVersion::v2 || http == nullptr) return;
        const auto refuse = [&](const std::vector<model::KeyedRules>& all, const std::string& what) {
            for (const model::KeyedRules& rules : all) {
                const auto path = model::parse_path(rules.key);
                if (path && *path == rules.path) continue;
                mistakes.push_back({place, "the " + what + ' ' + in_quotes(rules.key) +
                                               " has a matcher, which files of version 2 cannot hold for such a name; "
                                               "write the value exactly or write a newer version"});
            }
        };
        refuse(http->request.rules.query, "query parameter");
        refuse(http->request.rules.header, "header");
        refuse(http->response.rules.header, "header");
    }

    // Other verifiers see an ordinary interaction. What a response has too much is no difference to any of them, so
    // that ours is told what has to be absent.
    static void mark_as_variant(model::Interaction& variant, const model::Interaction& base, const VariantDraft& draft) {
        json::Object ours;
        if (!draft.absent.empty()) ours.set("absent", draft.absent);
        ours.set("variant", draft.what);
        ours.set("variant_of", base.key);
        variant.comments.set("tally", std::move(ours));
    }

    void refuse_twice(const model::Interaction& interaction, Place place) {
        const auto [other, is_new] = seen_.emplace(key_of(interaction), place);
        if (is_new) return;
        mistake(place, "another interaction with the description " + in_quotes(interaction.description) +
                           " and the same provider states is written at line " + std::to_string(other->second.line) +
                           "; give one of them another description");
    }

    const ContractDraft& draft_;
    Exchange kind_;
    DraftedContract result_;
    std::unordered_map<std::string, Place> seen_;
};

}  // namespace

DraftedContract model_from_draft(const ContractDraft& draft, Exchange kind) {
    return Drafting(draft, kind).drafted();
}

}  // namespace tally::recording
