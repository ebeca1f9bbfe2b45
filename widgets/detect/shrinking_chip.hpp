// A chip that has a short text where there is little room.
#pragma once

#include "widgets/components/controls.hpp"

namespace priorscope {

class ShrinkingChip : public Chip {
    Q_OBJECT

  public:
    /// @param brief  a letter or two
    ShrinkingChip(const QString& text, const QString& brief, QWidget* parent = nullptr);
    QSize sizeHint() const override { return sizeWith(m_whole); }
    QSize minimumSizeHint() const override { return sizeWith(m_brief); }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QSize sizeWith(const QString& text) const;

    QString m_whole;
    QString m_brief;
};

}  // namespace priorscope
