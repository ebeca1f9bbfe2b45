// The few kinds of objects in a pickled state dict, built from their arguments. Private to core's
// interchange: it uses torch types.
#pragma once

#include <functional>
#include <string>

#include "core/archive/pickle.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Builds the objects that a pickle requests by class or function name. Nothing is imported or executed:
/// names are only compared with a fixed list.
class PickleObjects {
  public:
    PickleObjects(const StorageReader& storages, std::string source)
        : m_storages(storages), m_source(std::move(source)) {}

    /// @param callable   what the pickle calls
    /// @param arguments  a tuple
    /// @return the object if its class is known, else an object that keeps only the name
    /// @throws Error naming the function if Python would execute code here
    PickleValue call(const PickleValue& callable, const PickleValue& arguments) const;

    /// A tensor's storage, from torch's persistent id: ("storage", type, key, device, elements[, view]); or a
    /// model's class: ("module", class, its source).
    PickleValue storage(const PickleValue& id) const;

    [[noreturn]] void fail(const Sentence& reason, const Sentence& remedy = "") const;

  private:
    PickleValue named(const std::string& name, const PickleValue& arguments) const;
    PickleValue orderedDict(const std::vector<PickleValue>& arguments) const;
    PickleValue tensor(const std::vector<PickleValue>& arguments) const;
    std::vector<std::int64_t> integers(const PickleValue& value) const;

    const StorageReader& m_storages;
    std::string m_source;
};

}  // namespace priorscope
