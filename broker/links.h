// Every URL in a document is made here, from the paths that the route table serves. A link to a path without
// a route comes out empty and is then left out of the document: clients take a rel for the promise of a
// feature.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "web/router.h"

namespace tally {

class Links {
  public:
    // `base` is what clients see before the path, without a slash at the end.
    Links(std::string base, const web::Router& router) : base_(std::move(base)), router_(router) {}

    const std::string& base() const { return base_; }
    bool serves(std::string_view path) const { return router_.serves(path); }

    // The absolute URL of `path`, its first variables replaced by `values`, percent-encoded per segment.
    // Variables beyond them stay in braces: a template. Empty when no route serves the path. The dot of a name that ends
    // in ".json", ".csv" and the like is encoded too, since the broker takes such an ending for an Accept header.
    std::string to(std::string_view path, std::initializer_list<std::string_view> values = {}) const;

    // Where the documentation of a rel stands, for curies. It may lie outside the API.
    std::string documentation(std::string_view context) const;
    std::string webhook_documentation() const;

  private:
    std::string base_;
    const web::Router& router_;
};

}  // namespace tally
