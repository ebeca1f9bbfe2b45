#include "core/training/step/loss_scale.hpp"

namespace priorscope {
namespace {

constexpr double kGrowth = 2.0;
constexpr double kBackOff = 0.5;
constexpr std::int64_t kGrowthEvery = 2000;

}  // namespace

bool LossScale::accept(bool are_finite) {
    if (!are_finite) {
        m_factor *= kBackOff;
        m_good_steps = 0;
        return false;
    }
    if (++m_good_steps == kGrowthEvery) {
        m_factor *= kGrowth;
        m_good_steps = 0;
    }
    return true;
}

PickleValue LossScale::state() const {
    PickleValue state = PickleValue::makeDict();
    state.set("factor", PickleValue::of(m_factor));
    state.set("good_steps", PickleValue::of(m_good_steps));
    return state;
}

void LossScale::restore(const PickleValue& state) {
    if (state.kind != PickleValue::Kind::dict) {
        return;
    }
    const PickleValue* factor = state.find("factor");
    const PickleValue* good_steps = state.find("good_steps");
    if (factor != nullptr && good_steps != nullptr && factor->real > 0.0) {
        m_factor = factor->real;
        m_good_steps = good_steps->integer;
    }
}

}  // namespace priorscope
