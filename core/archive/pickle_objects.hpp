// The few objects that a pickled state dict is made of, built from their arguments. Private to core's
// interchange: it speaks of tensors.
#pragma once

#include <functional>
#include <string>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Builds what a pickle asks for by a class's or function's name. Nothing is looked up or run: the names are
/// only compared with those that are known here.
class PickleObjects {
  public:
    PickleObjects(const StorageReader& storages, std::string source)
        : m_storages(storages), m_source(std::move(source)) {}

    /// @param callable   what the pickle wants called
    /// @param arguments  a tuple
    /// @return what is known, else an object that keeps the name only
    /// @throws Error naming the function where Python would run a program
    PickleValue call(const PickleValue& callable, const PickleValue& arguments) const;

    /// A tensor's data, by torch's persistent id: ("storage", type, key, device, elements[, view]); or a
    /// model's class: ("module", class, its source).
    PickleValue storage(const PickleValue& id) const;

    [[noreturn]] void fail(const std::string& reason, const std::string& remedy = "") const;

  private:
    PickleValue named(const std::string& name, const PickleValue& arguments) const;
    PickleValue orderedDict(const std::vector<PickleValue>& arguments) const;
    PickleValue tensor(const std::vector<PickleValue>& arguments) const;
    std::vector<std::int64_t> integers(const PickleValue& value) const;

    const StorageReader& m_storages;
    std::string m_source;
};

}  // namespace priorscope
