#include "conformance/recorded_file.h"

#include <array>
#include <charconv>

#include "base/encoding.h"
#include "base/files.h"
#include "base/text.h"
#include "conformance/compat_fixtures.h"
#include "format/read_contract.h"
#include "model/declared_type.h"

namespace tally::conformance {
namespace {

namespace fs = std::filesystem;

// "first", "second" ... or a number, counted from 1.
std::size_t position_of(const std::string& ordinal) {
    constexpr std::array<std::string_view, 5> names = {"first", "second", "third", "fourth", "fifth"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (ordinal == names[i]) return i;
    }
    std::size_t number = 0;
    std::from_chars(ordinal.data(), ordinal.data() + ordinal.size(), number);
    return number - 1;
}

std::string query_text(const std::vector<model::QueryParameter>& query) {
    std::string text;
    for (const model::QueryParameter& parameter : query) {
        for (const auto& value : parameter.values) {
            text += (text.empty() ? "" : "&") + encoding::form_encoded(parameter.name);
            if (value) text += '=' + encoding::form_encoded(*value);
        }
    }
    return text;
}

std::string type_of(const model::MessagePart& part) {
    return part.contents.content_type.empty() ? model::declared_type(part.metadata) : part.contents.content_type;
}

class RecordedFile {
  public:
    // The only file in the folder.
    static Result<RecordedFile> read(const fs::path& folder) {
        const Result<std::vector<fs::path>> files = files::list_recursively(folder, ".json");
        if (!files) return files.error();
        if (files->size() != 1)
            return Error{ErrorCode::not_found, folder.string(), text::counted(files->size(), "contract file"), ""};
        RecordedFile file;
        const Result<std::string> text = files::read(files->front(), format::kMaxContractBytes);
        if (!text) return text.error();
        Result<json::Value> document = json::parse(*text);
        if (!document) return std::move(document).error();
        file.document_ = std::move(*document);
        Result<format::ReadContract> contract = format::read_contract(*text, files->front().string());
        if (!contract) return std::move(contract).error();
        file.contract_ = std::move(contract->contract);
        return file;
    }

    std::size_t size() const { return contract_.interactions.size(); }
    const model::Interaction& interaction(const std::string& ordinal) const {
        return contract_.interactions.at(position_of(ordinal));
    }
    // As it is written: a member of "interactions" or, in V3, of "messages".
    const json::Array& written() const {
        static const json::Array none;
        for (const char* list : {"interactions", "messages"}) {
            const json::Value* found = document_.find(list);
            if (found != nullptr && found->array() != nullptr && !found->array()->empty()) return *found->array();
        }
        return none;
    }
    const json::Value* written_member(const std::string& ordinal, const std::string& name) const {
        return written().at(position_of(ordinal)).find(name);
    }

    // What is sent to the provider of a synchronous message, or the message.
    const model::MessagePart& message(const std::string& ordinal) const {
        const model::Interaction& found = interaction(ordinal);
        if (const auto* both = std::get_if<model::SyncMessage>(&found.exchange)) return both->request;
        return std::get<model::AsyncMessage>(found.exchange).message;
    }
    const std::vector<model::MessagePart>& answers(const std::string& ordinal) const {
        return std::get<model::SyncMessage>(interaction(ordinal).exchange).responses;
    }
    const model::ProviderState* state(const std::string& name) const {
        for (const model::Interaction& each : contract_.interactions) {
            for (const model::ProviderState& state : each.provider_states) {
                if (state.name == name) return &state;
            }
        }
        return nullptr;
    }

  private:
    RecordedFile() = default;
    json::Value document_;
    model::Contract contract_;
};

// Steps with the file at hand.
using Check = std::function<std::string(const RecordedFile& file, const StepGroups& groups, const Step& step)>;

struct FileStep {
    const char* pattern;
    Check check;
};

std::string json_difference(const json::Value& expected, const json::Value* actual) {
    if (actual == nullptr) return "it is not there";
    return *actual == expected ? "" : difference(json::to_text(expected), json::to_text(*actual));
}

std::string parameters_problem(const RecordedFile& file, const StepGroups& groups, const Step& step) {
    const model::ProviderState* state = file.state(groups.at(0));
    if (state == nullptr) return "the state is not there";
    for (const TableRow& row : step.table) {
        const Result<json::Value> expected = json::parse(row.at("parameters"));
        if (!expected) return expected.error().text();
        if (std::string problem = json_difference(*expected, &static_cast<const json::Value&>(state->params));
            !problem.empty())
            return problem;
    }
    return "";
}

std::vector<FileStep> http_steps(const fs::path& fixtures) {
    const auto request = [](const RecordedFile& file, const std::string& ordinal) {
        return file.interaction(ordinal).http()->request;
    };
    return {
        {R"re(the \{?(\w+)\}? interaction request will be for a "(\w+)")re",
         [=](const auto& file, const auto& groups, const Step&) {
             return difference(groups[1], request(file, groups[0]).method);
         }},
        {R"re(the \{?(\w+)\}? interaction request query parameters will be "(.*)")re",
         [=](const auto& file, const auto& groups, const Step&) {
             return difference(groups[1], query_text(request(file, groups[0]).query));
         }},
        {R"re(the \{?(\w+)\}? interaction request will contain the header "(.*)" with value "(.*)")re",
         [=](const auto& file, const auto& groups, const Step&) -> std::string {
             const model::Request found = request(file, groups[0]);
             const model::HeaderField* header = model::find_header(found.headers, groups[1]);
             return header == nullptr ? "it is not there" : difference(groups[2], text::join(header->values, ", "));
         }},
        {R"re(the \{?(\w+)\}? interaction request content type will be "(.*)")re",
         [=](const auto& file, const auto& groups, const Step&) {
             return difference(groups[1], model::declared_type(request(file, groups[0]).headers));
         }},
        {R"re(the \{?(\w+)\}? interaction (request|response) will contain the "(.*)" document)re",
         [=](const auto& file, const auto& groups, const Step&) {
             const model::HttpExchange& exchange = *file.interaction(groups[0]).http();
             const model::Body& body = groups[1] == "request" ? exchange.request.body : exchange.response.body;
             return document_problem(body.bytes, groups[2], fixtures);
         }},
    };
}

std::vector<FileStep> message_steps(const fs::path& fixtures) {
    return {
        {R"re(the (\w+) message in the [Pp]act file will contain the "(.*)" document)re",
         [=](const auto& file, const auto& groups, const Step&) {
             return document_problem(file.message(groups[0]).contents.bytes, groups[1], fixtures);
         }},
        {R"re(the (\w+) message in the [Pp]act file content type will be "(.*)")re",
         [](const auto& file, const auto& groups, const Step&) {
             return difference(groups[1], type_of(file.message(groups[0])));
         }},
        {R"re(the (\w+) message in the [Pp]act file will contain the (request |)message metadata "(.*)" == "(.*)")re",
         [](const auto& file, const auto& groups, const Step&) -> std::string {
             const Result<json::Value> expected = cell_value(groups[3]);
             if (!expected) return expected.error().text();
             return json_difference(*expected, file.message(groups[0]).metadata.find(groups[2]));
         }},
        {R"re(the (\w+) interaction in the [Pp]act file will contain the "(.*)" document as the request)re",
         [=](const auto& file, const auto& groups, const Step&) {
             return document_problem(file.message(groups[0]).contents.bytes, groups[1], fixtures);
         }},
        {R"re(the (\w+) interaction in the [Pp]act file will contain the "(.*)" document as (?:a|the (\w+)) response(?: message)?)re",
         [=](const auto& file, const auto& groups, const Step&) {
             const std::size_t answer = groups[2].empty() ? 0 : position_of(groups[2]);
             return document_problem(file.answers(groups[0]).at(answer).contents.bytes, groups[1], fixtures);
         }},
        {R"re(the (\w+) interaction in the [Pp]act file (request|response) content type will be "(.*)")re",
         [](const auto& file, const auto& groups, const Step&) {
             return difference(groups[2], type_of(groups[1] == "request" ? file.message(groups[0])
                                                                         : file.answers(groups[0]).at(0)));
         }},
        {R"re(the (\w+) interaction in the [Pp]act file will contain (\d+) response messages?)re",
         [](const auto& file, const auto& groups, const Step&) {
             return difference(groups[1], std::to_string(file.answers(groups[0]).size()));
         }},
    };
}

std::vector<FileStep> common_steps() {
    return {
        {R"re(the pact file will contain \{?(\d+)\}? (?:message )?interactions?)re",
         [](const auto& file, const auto& groups, const Step&) {
             return difference(groups[0], std::to_string(file.size()));
         }},
        {R"re(the (?:(\w+) )?(?:interaction|message) in the [Pp]act file will contain (\d+) provider states?)re",
         [](const auto& file, const auto& groups, const Step&) {
             const std::string which = groups[0].empty() ? "first" : groups[0];
             return difference(groups[1], std::to_string(file.interaction(which).provider_states.size()));
         }},
        {R"re(the (?:(\w+) )?(?:interaction|message) in the [Pp]act file will contain provider state "(.*)")re",
         [](const auto& file, const auto& groups, const Step&) -> std::string {
             return file.state(groups[1]) == nullptr ? "it is not there" : "";
         }},
        {R"re(the provider state "(.*)" (?:in the [Pp]act file|for the message) will contain the following parameters:)re",
         parameters_problem},
        {R"re(the (\w+) interaction in the [Pp]act file will have a type of "(.*)")re",
         [](const auto& file, const auto& groups, const Step&) {
             return json_difference(groups[1], file.written_member(groups[0], "type"));
         }},
        {R"re(there will be an interaction in the [Pp]act file with a type of "(.*)")re",
         [](const auto& file, const auto& groups, const Step&) -> std::string {
             for (const json::Value& interaction : file.written()) {
                 if (json_difference(groups[0], interaction.find("type")).empty()) return "";
             }
             return "there is none";
         }},
        {R"re(the (\w+) interaction in the [Pp]act file will have "(.*)" = '(.*)')re",
         [](const auto& file, const auto& groups, const Step&) -> std::string {
             const Result<json::Value> expected = json::parse(groups[2]);
             if (!expected) return expected.error().text();
             return json_difference(*expected, file.written_member(groups[0], groups[1]));
         }},
    };
}

}  // namespace

std::string difference(const std::string& expected, const std::string& actual) {
    return expected == actual ? "" : "expected '" + expected + "' but it is '" + actual + "'";
}

Result<json::Value> cell_value(const std::string& cell) {
    constexpr std::string_view prefix = "JSON:";
    if (cell.starts_with(prefix)) return json::parse(std::string_view(cell).substr(prefix.size()));
    return json::Value(cell);
}

Result<model::Body> named_document(const std::string& name, const fs::path& fixtures) {
    for (const char* prefix : {"file:", "JSON:", "XML:"}) {
        if (name.starts_with(prefix)) return body_of(name, fixtures);
    }
    return body_of("file: " + (fs::path(name).has_extension() ? name : name + ".json"), fixtures);
}

std::string document_problem(const std::string& contents, const std::string& name, const fs::path& fixtures) {
    const Result<model::Body> expected = named_document(name, fixtures);
    if (!expected) return expected.error().text();
    if (expected->content_type != "application/json") return difference(expected->bytes, contents);
    const Result<json::Value> document = json::parse(expected->bytes);
    const Result<json::Value> actual = json::parse(contents);
    if (!document) return document.error().text();
    if (!actual) return actual.error().text();
    return json_difference(*document, &*actual);
}

std::vector<StepMeaning> file_steps(const fs::path& folder, const fs::path& fixtures) {
    std::vector<StepMeaning> meanings;
    for (const std::vector<FileStep>& steps : {common_steps(), http_steps(fixtures), message_steps(fixtures)}) {
        for (const FileStep& step : steps) {
            meanings.push_back({step.pattern, [folder, check = step.check](const StepGroups& groups, const Step& text) {
                                    const Result<RecordedFile> file = RecordedFile::read(folder);
                                    return file ? check(*file, groups, text) : file.error().text();
                                }});
        }
    }
    return meanings;
}

}  // namespace tally::conformance
