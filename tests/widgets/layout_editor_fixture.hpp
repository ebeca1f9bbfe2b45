// The layout inspector with its document, starting from ssd300-voc, for tests of its parts.
#pragma once

#include <QDoubleSpinBox>
#include <QTest>
#include <cmath>
#include <memory>

#include "widgets/priors/editor/layout_inspector.hpp"

namespace priorscope {

class LayoutEditorFixture {
  protected:
    void open() {
        m_themes = std::make_unique<ThemeManager>(ThemeChoice::dark);
        m_document = std::make_unique<PriorDocument>(loadPriorConfig("ssd300-voc"));
        m_inspector = std::make_unique<LayoutInspector>(*m_document, *m_themes);
        m_inspector->resize(Metrics::kInspector, 1000);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
    }
    void close() {
        m_inspector.reset();
        m_document.reset();
        m_themes.reset();
    }

    const PriorConfig& config() const { return m_document->config(); }
    const PriorMap& map(int index) const { return config().maps.at(static_cast<std::size_t>(index)); }
    MapBlock* block(int index) const { return m_inspector->block(index); }
    /// Undoes every step, back to the initial layout.
    void undoAll() {
        while (m_document->undoStack().canUndo()) {
            m_document->undoStack().undo();
        }
        QCOMPARE(config(), loadPriorConfig("ssd300-voc"));
    }

    static bool isNear(float a, double b) { return std::abs(static_cast<double>(a) - b) < 1e-5; }
    static void type(QDoubleSpinBox* box, const char* text) {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QLatin1String(text));
        QTest::keyClick(box, Qt::Key_Return);
    }

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<PriorDocument> m_document;
    std::unique_ptr<LayoutInspector> m_inspector;
};

}  // namespace priorscope
