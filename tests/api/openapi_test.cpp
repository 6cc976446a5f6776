// The OpenAPI document has the shape of version 3.1 and says exactly what the route table says.
#include <algorithm>
#include <set>

#include "api/broker_fixture.h"
#include "base/text.h"
#include "routes.h"

namespace tally::testing_support {

namespace {

class OpenApi : public BrokerTest {
  protected:
    json::Value document() { return get("/openapi.json", "").body; }
};

const json::Value* find(const json::Value& value, std::initializer_list<std::string_view> names) {
    const auto* found = &value;
    for (const auto name : names) {
        if (found != nullptr) found = found->find(name);
    }
    return found;
}

std::string string_at(const json::Value& value, std::string_view name) {
    const auto* found = value.find(name);
    return found == nullptr || found->string() == nullptr ? "" : *found->string();
}

std::vector<std::string> variables_of(std::string_view path) {
    std::vector<std::string> all;
    for (const auto piece : text::split(path, '/')) {
        if (piece.size() > 2 && piece.front() == '{') all.emplace_back(piece.substr(1, piece.size() - 2));
    }
    return all;
}

std::set<std::string> names_of(const json::Value* object) {
    std::set<std::string> all;
    if (object != nullptr && object->object() != nullptr) {
        for (const auto& member : *object->object()) all.insert(member.name);
    }
    return all;
}

std::set<std::string> set_of(const web::MediaTypes& types) { return {types.begin(), types.end()}; }

TEST_F(OpenApi, SaysWhatTheTableSays) {
    const auto document = this->document();
    const auto* paths = document.find("paths");
    ASSERT_NE(paths, nullptr);
    std::set<std::string> in_table;
    for (const auto& route : routes()) {
        const std::string path(route.path);
        SCOPED_TRACE(path);
        in_table.insert(path);
        const auto* item = paths->find(path);
        ASSERT_NE(item, nullptr);

        std::vector<std::string> parameters;
        if (const auto* listed = item->find("parameters")) {
            for (const auto& parameter : *listed->array()) {
                parameters.push_back(string_at(parameter, "name"));
                EXPECT_EQ(string_at(parameter, "in"), "path");
                EXPECT_EQ(json::to_text(*parameter.find("required")), "true");
                EXPECT_NE(parameter.find("schema"), nullptr);
            }
        }
        EXPECT_EQ(parameters, variables_of(route.path));

        std::set<std::string> methods;
        for (const auto& operation : route.operations) {
            const auto method = text::lower(operation.method);
            methods.insert(method);
            const auto* described = item->find(method);
            ASSERT_NE(described, nullptr) << method;
            const auto* ok = find(*described, {"responses", operation.access == web::Access::read ||
                                                                    operation.method == "GET"
                                                                ? "200"
                                                                : "2XX"});
            ASSERT_NE(ok, nullptr) << method;
            EXPECT_EQ(names_of(ok->find("content")), set_of(route.offers));
            EXPECT_EQ(names_of(find(*described, {"requestBody", "content"})), set_of(operation.accepts));
            EXPECT_EQ(find(*described, {"responses", "415"}) != nullptr, operation.body != web::Body::ignored);
        }
        auto listed = names_of(item);
        listed.erase("parameters");
        EXPECT_EQ(listed, methods);
    }
    EXPECT_EQ(names_of(paths), in_table);
}

TEST_F(OpenApi, HasTheShapeOfItsVersion) {
    const auto document = this->document();
    EXPECT_EQ(string_at(document, "openapi"), "3.1.0");
    EXPECT_NE(string_at(*document.find("info"), "title"), "");
    EXPECT_NE(string_at(*document.find("info"), "version"), "");
    std::set<std::string> ids;
    std::set<std::string> shapes;  // paths that differ in the names of variables alone are not allowed
    for (const auto& path : *document.find("paths")->object()) {
        SCOPED_TRACE(path.name);
        EXPECT_EQ(path.name.front(), '/');
        std::string shape;
        for (const auto piece : text::split(path.name, '/'))
            shape += "/" + std::string(piece.empty() || piece.front() != '{' ? piece : "{}");
        EXPECT_TRUE(shapes.insert(shape).second);
        for (const auto& operation : *path.value.object()) {
            if (operation.name == "parameters") continue;
            EXPECT_TRUE(ids.insert(string_at(operation.value, "operationId")).second);
            const auto* responses = operation.value.find("responses");
            ASSERT_NE(responses, nullptr);
            for (const auto& response : *responses->object()) {
                EXPECT_TRUE(response.name == "default" ||
                            (response.name.size() == 3 &&
                             response.name.find_first_not_of("0123456789X") == std::string::npos))
                    << response.name;
                const auto reference = string_at(response.value, "$ref");
                if (reference.empty()) {
                    EXPECT_NE(string_at(response.value, "description"), "");
                } else {
                    ASSERT_EQ(reference, "#/components/responses/Error");
                }
            }
        }
    }
    EXPECT_GT(ids.size(), 100u);
    EXPECT_NE(find(document, {"components", "responses", "Error", "description"}), nullptr);
}

TEST_F(OpenApi, IsLinkedFromTheIndexUnderTheBaseUrl) {
    EXPECT_EQ(get("/").href("tally:openapi"), "http://broker.example/openapi.json");
    EXPECT_EQ(get("/openapi.json", "*/*").header("Content-Type"), "application/json;charset=utf-8");
    EXPECT_EQ(json::to_text(*document().find("servers")), R"([{"url":"http://broker.example"}])");
}

TEST_F(OpenApi, AsksForNoCredentialsWhereThereAreNone) {
    const auto document = this->document();
    EXPECT_EQ(document.find("security"), nullptr);
    EXPECT_EQ(find(document, {"components", "securitySchemes"}), nullptr);
}

class ProtectedOpenApi : public OpenApi {
  protected:
    ProtectedOpenApi() {
        Settings settings;
        settings.protection.read_write = web::Credentials{"writer", "w"};
        settings.protection.public_read = true;
        broker_ = std::make_unique<Broker>(*database_, clock_, random_, settings);
    }
};
TEST_F(ProtectedOpenApi, SaysWhatIsOpenAllTheSame) {
    const auto document = this->document();
    EXPECT_EQ(json::to_text(*document.find("security")), R"([{"credentials":[]}])");
    EXPECT_EQ(json::to_text(*find(document, {"components", "securitySchemes"})),
              R"({"credentials":{"type":"http","scheme":"basic"}})");
    const auto* reading = find(document, {"paths", "/pacticipants", "get"});
    const auto* writing = find(document, {"paths", "/pacticipants", "post"});
    ASSERT_NE(reading, nullptr);
    ASSERT_NE(writing, nullptr);
    EXPECT_EQ(json::to_text(*reading->find("security")), "[]");
    EXPECT_EQ(find(*reading, {"responses", "401"}), nullptr);
    EXPECT_EQ(writing->find("security"), nullptr);
    EXPECT_NE(find(*writing, {"responses", "401"}), nullptr);
}

}  // namespace

}  // namespace tally::testing_support
