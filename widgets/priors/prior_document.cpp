#include "widgets/priors/prior_document.hpp"

#include <QUndoCommand>
#include <utility>

namespace priorscope {

/// Holds the other layout; undo and redo both swap it.
class LayoutCommand : public QUndoCommand {
  public:
    LayoutCommand(PriorDocument& document, const QString& text, PriorConfig config, int gesture)
        : QUndoCommand(text), m_document(document), m_other(std::move(config)), m_gesture(gesture) {}

    void undo() override { m_document.swapConfig(m_other); }
    void redo() override { m_document.swapConfig(m_other); }
    int id() const override { return m_gesture; }  // -1 does not merge
    bool mergeWith(const QUndoCommand* /*later*/) override {
        // The later command has swapped already; what this one holds is still the layout of the start.
        setObsolete(m_other == m_document.config());
        return true;
    }

  private:
    PriorDocument& m_document;
    PriorConfig m_other;
    int m_gesture;
};

PriorDocument::PriorDocument(PriorConfig config, QObject* parent)
    : QObject(parent), m_config(config), m_baseline(std::move(config)) {}

void PriorDocument::setBaseline(const PriorConfig& config) {
    if (!(config == m_baseline)) {
        m_baseline = config;
        Q_EMIT baselineChanged();
    }
}

void PriorDocument::beginGesture() {
    ++m_gesture;
    m_in_gesture = true;
}

void PriorDocument::endGesture() {
    m_in_gesture = false;
}

void PriorDocument::edit(const QString& text, const PriorConfig& config) {
    if (!(config == m_config)) {
        m_stack.push(new LayoutCommand(*this, text, config, m_in_gesture ? m_gesture : -1));
    }
}

void PriorDocument::swapConfig(PriorConfig& other) {
    std::swap(m_config, other);
    Q_EMIT changed();
}

}  // namespace priorscope
