#include "support/sarif_shape.h"

#include <set>

#include "base/json.h"

namespace tally::testing_support {
namespace {

using json::Value;

class Check {
  public:
    std::string problems;

    void document(const Value& sarif) {
        members(sarif, "document", {"version", "runs"}, {"$schema"});
        if (text_at(sarif, "version") != "2.1.0") complain("version is not 2.1.0");
        for (const auto& run : elements(sarif, "runs")) this->run(run);
    }

  private:
    void complain(const std::string& what) { problems += what + "\n"; }

    void members(const Value& object, const std::string& where, const std::set<std::string>& required,
                 const std::set<std::string>& optional) {
        if (!object.is_object()) return complain(where + " is no object");
        for (const auto& name : required) {
            if (object.find(name) == nullptr) complain(where + " has no " + name);
        }
        for (const auto& member : *object.object()) {
            if (required.count(member.name) + optional.count(member.name) == 0)
                complain(where + " has an unknown member " + member.name);
        }
    }

    json::Array elements(const Value& object, const std::string& name) {
        const Value* list = object.find(name);
        if (list == nullptr || list->array() == nullptr) {
            complain(name + " is no array");
            return {};
        }
        return *list->array();
    }

    std::string text_at(const Value& object, const std::string& name) {
        const Value* text = object.find(name);
        if (text == nullptr || text->string() == nullptr || text->string()->empty()) {
            complain(name + " is no text, or empty");
            return "";
        }
        return *text->string();
    }

    void run(const Value& run) {
        members(run, "run", {"tool", "results"}, {"columnKind"});
        const Value* tool = run.find("tool");
        const Value* driver = tool == nullptr ? nullptr : tool->find("driver");
        if (driver == nullptr) return complain("a run without a driver");
        members(*driver, "driver", {"name"}, {"version", "rules"});
        for (const auto& rule : elements(*driver, "rules")) {
            members(rule, "rule", {"id"},
                    {"shortDescription", "fullDescription", "help", "defaultConfiguration"});
            if (!rules_.insert(text_at(rule, "id")).second) complain("a rule twice");
        }
        for (const auto& result : elements(run, "results")) this->result(result);
    }

    void result(const Value& result) {
        members(result, "result", {"message"},
                {"ruleId", "level", "locations", "relatedLocations", "partialFingerprints"});
        if (rules_.count(text_at(result, "ruleId")) == 0) complain("a result of an unknown rule");
        const std::set<std::string> levels = {"none", "note", "warning", "error"};
        if (levels.count(text_at(result, "level")) == 0) complain("a result of an unknown level");
        text_at(*result.find("message"), "text");
        for (const auto& location : elements(result, "locations")) this->location(location);
        if (result.find("relatedLocations") != nullptr) {
            for (const auto& location : elements(result, "relatedLocations")) this->location(location);
        }
    }

    void location(const Value& location) {
        members(location, "location", {}, {"physicalLocation", "logicalLocations", "message"});
        const Value* place = location.find("physicalLocation");
        if (place == nullptr) return complain("a location without a place");
        members(*place, "physicalLocation", {"artifactLocation"}, {"region"});
        const std::string uri = text_at(*place->find("artifactLocation"), "uri");
        if (uri.find_first_of(" #<>\"\\^`{|}") != std::string::npos) complain("no URI: " + uri);
        const Value* region = place->find("region");
        if (region == nullptr) return;
        members(*region, "region", {"startLine"}, {"startColumn"});
        for (const auto& number : *region->object()) {
            if (number.value.integer().value_or(0) < 1) complain(number.name + " is not 1 or more");
        }
    }

    std::set<std::string> rules_;
};

}  // namespace

std::string problems_of_sarif(const std::string& text) {
    const auto sarif = json::parse(text);
    if (!sarif) return sarif.error().text() + "\n";
    Check check;
    check.document(*sarif);
    return check.problems;
}

}  // namespace tally::testing_support
